import { Link } from '@fluentui/react-components';
import type { Overview } from '../../api/overview.ts';
import { type Firing, subjectOf, totalOf } from '../../parts/firing-words.ts';
import { firingsLink } from '../../parts/links.ts';
import { EmptyNote } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { Time } from '../../parts/time.tsx';
import type { Speech } from '../../texts/speech.ts';

const DAY_MS = 24 * 3_600_000;

/** The rest is in the view of all firings. */
const MOST_SHOWN = 10;

/** What fired in the last 24 hours, and how much of it arrived. */
export function RecentFirings({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { environmentId, firings, createdAt } = overview;
  const since = Date.parse(createdAt) - DAY_MS;
  const recent = firings.filter(({ decidedAt }) => Date.parse(decidedAt) >= since);
  const [last] = firings;
  return (
    <section className={styles.section} aria-labelledby="fired">
      <div className={styles.row}>
        <h2 id="fired" className={styles.heading}>
          {speech.text('status.fired')}
        </h2>
        <Link href={firingsLink(environmentId)} className={styles.spread}>
          {speech.text('status.all-firings')}
        </Link>
      </div>
      {recent.length === 0 ? (
        <EmptyNote>
          {speech.text('status.fired-none')}
          {last && (
            <span>
              <FiringLine firing={last} environmentId={environmentId} />
            </span>
          )}
        </EmptyNote>
      ) : (
        <ul className={styles.list}>
          {recent.slice(0, MOST_SHOWN).map((firing) => (
            <li key={firing.id}>
              <FiringLine firing={firing} environmentId={environmentId} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How a full refresh or a unification ended, in words: it has no name that would tell one from another. */
function outcomeIn(speech: Speech, { payload: { status } }: Firing): string | undefined {
  const key = `run.${String(status)}`;
  return speech.has(key) ? speech.text(key as 'run.failed') : undefined;
}

/** A firing in one line. */
export function FiringLine({ firing, environmentId }: { readonly firing: Firing; readonly environmentId: string }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { id, triggerType, decidedAt, deliveryCounts } = firing;
  const subject = subjectOf(firing) ?? outcomeIn(speech, firing);
  const name = speech.text(`trigger.${triggerType}`);
  const total = deliveryCounts ? totalOf(deliveryCounts) : 0;
  return (
    <span className={styles.row}>
      <Time at={decidedAt} />
      <Link href={firingsLink(environmentId, id)}>{subject === undefined ? name : `${name}: ${subject}`}</Link>
      <span className={styles.quiet}>
        {!deliveryCounts && speech.text('status.counting')}
        {deliveryCounts && total === 0 && speech.text('status.attention-not-told')}
        {deliveryCounts &&
          total > 0 &&
          speech.text('status.told-counts', { delivered: deliveryCounts.delivered, total })}
      </span>
    </span>
  );
}
