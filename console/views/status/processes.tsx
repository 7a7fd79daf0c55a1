import type { Overview } from '../../api/overview.ts';
import { changeQuery, useAddress } from '../../parts/address.ts';
import { PillGroup, SearchField } from '../../parts/filter-fields.tsx';
import { EmptyNote, NoMatch } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import type { Process } from './attention.ts';
import { FlowsMenu } from './flows-menu.tsx';
import { HealthBar } from './health-bar.tsx';
import { ProcessTable } from './process-table.tsx';

/** In the order in which they matter. */
const STATUSES = ['failed', 'completedWithWarnings', 'canceled', 'skipped', 'succeeded'] as const;

/** All processes in two groups, with filters by status and name. */
export function Processes({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const status = query.get('status');
  const search = query.get('search') ?? '';
  const { processes } = overview;
  const isShown = (process: Process) =>
    (status === null || process.status === status) &&
    process.displayName.toLocaleLowerCase().includes(search.toLocaleLowerCase());
  const shown = processes.filter(isShown);
  const parts = STATUSES.map((one) => ({
    status: one,
    name: speech.text(`run.${one}`),
    count: processes.filter((process) => process.status === one).length,
  })).filter((part) => part.count > 0 || part.status === status);
  const clear = () => changeQuery({ status: undefined, search: undefined }, { replace: true });
  return (
    <section className={styles.section} aria-labelledby="processes">
      <div className={styles.row}>
        <h2 id="processes" className={styles.heading}>
          {speech.text('status.processes')}
        </h2>
        <span className={styles.spread}>
          <FlowsMenu />
        </span>
      </div>
      <HealthBar parts={parts} />
      <div className={styles.row}>
        <PillGroup
          label={speech.text('status.filter')}
          pills={[
            { value: undefined, title: speech.text('status.all', { count: processes.length }) },
            ...parts.map((part) => ({
              value: part.status,
              title: speech.text('status.filter-count', { name: part.name, count: part.count }),
            })),
          ]}
          value={status ?? undefined}
          onChange={(one) => changeQuery({ status: one })}
        />
        <SearchField label={speech.text('status.search')} value={search} />
      </div>
      {processes.length > 0 && shown.length === 0 ? (
        <NoMatch onClear={clear} />
      ) : (
        <>
          <Group
            title={speech.text('status.data-sources')}
            empty={speech.text('status.no-data-source')}
            all={processes.filter(({ process }) => process === 'data-source')}
            isShown={isShown}
            overview={overview}
          />
          <Group
            title={speech.text('status.system-processes')}
            empty={speech.text('status.no-process')}
            all={processes.filter(({ process }) => process !== 'data-source')}
            isShown={isShown}
            overview={overview}
          />
        </>
      )}
    </section>
  );
}

function Group({
  title,
  empty,
  all,
  isShown,
  overview,
}: {
  readonly title: string;
  readonly empty: string;
  readonly all: readonly Process[];
  readonly isShown: (process: Process) => boolean;
  readonly overview: Overview;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const shown = all.filter(isShown);
  if (all.length > 0 && shown.length === 0) return null;
  const heading = speech.text('status.group', { name: title, count: shown.length });
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{heading}</h3>
      {all.length === 0 ? (
        <EmptyNote>{empty}</EmptyNote>
      ) : (
        <ProcessTable title={title} processes={shown} overview={overview} />
      )}
    </section>
  );
}
