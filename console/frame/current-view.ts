import { linkTo, matchPath, pathOf, useAddress } from '../parts/address.ts';
import { languageInAddress } from '../parts/language.ts';
import { createStore, useStore } from '../parts/store.ts';
import type { View } from '../views/view.ts';
import { views } from '../views/views.ts';

/** The environment that was shown last, for views whose address names none. */
const lastEnvironment = createStore<string | undefined>(undefined);

/** The view that the address names, and its environment. */
export interface Place {
  /** Absent for an address that is none of ours. */
  readonly view: View | undefined;
  readonly environmentId: string | undefined;
  /** Whether the address names no view at all. */
  readonly isRoot: boolean;
}

export function usePlace(): Place {
  const { path, query } = useAddress();
  const last = useStore(lastEnvironment);
  for (const view of views) {
    const names = matchPath(view.pattern, path);
    if (!names) continue;
    const named = names.environment ?? query.get('environment') ?? undefined;
    return { view, environmentId: named ?? last, isRoot: false };
  }
  return { view: undefined, environmentId: last, isRoot: path === '/' };
}

/** Remembers the environment for views whose address names none. */
export function rememberEnvironment(environmentId: string): void {
  lastEnvironment.set(environmentId);
}

/** The link to a view of an environment. */
export function viewLink({ pattern }: View, environmentId: string | undefined): string {
  const isInPath = pattern.includes(':environment');
  if (isInPath && environmentId === undefined) return linkTo('/', languageInAddress());
  return linkTo(pathOf(pattern, { environment: environmentId ?? '' }), {
    environment: isInPath ? undefined : environmentId,
    ...languageInAddress(),
  });
}
