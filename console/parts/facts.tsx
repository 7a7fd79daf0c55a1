import type { ReactNode } from 'react';
import { useViewStyles } from './page-style.ts';

/** Names and values. What is not known is left out. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={useViewStyles().facts}>{children}</dl>;
}

/** One name and its value; nothing, when there is no value. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === undefined || children === null || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
