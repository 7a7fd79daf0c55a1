import type { ReactNode } from 'react';
import { useViewStyles } from '../../parts/page-style.ts';

/** What the steps get. The environment is absent when none is known. */
export interface StepsProperties {
  readonly environmentId: string | undefined;
}

/** One step: its title and what to do. @param number from 1 */
export function Step({
  number,
  title,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const styles = useViewStyles();
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{`${number}. ${title}`}</h3>
      {children}
    </section>
  );
}
