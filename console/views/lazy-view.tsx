import { type ComponentType, lazy, Suspense } from 'react';
import { LoadingRows } from '../parts/list-states.tsx';
import type { ViewProperties } from './view.ts';

/** A view in a file of its own, which is loaded when somebody opens it. */
export function lazyView(load: () => Promise<ComponentType<ViewProperties>>): ComponentType<ViewProperties> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return (properties) => (
    <Suspense fallback={<LoadingRows count={8} />}>
      <Loaded {...properties} />
    </Suspense>
  );
}
