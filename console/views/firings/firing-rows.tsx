import { Link, makeStyles, tokens, useArrowNavigationGroup } from '@fluentui/react-components';
import type { DeliveryCounts, DeliveryState } from '../../../shared/contract/operator-answers.ts';
import { type Firing, subjectOf, totalOf } from '../../parts/firing-words.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { deliveryTones } from '../../parts/tones.ts';
import type { Speech } from '../../texts/speech.ts';
import { firingLink } from './firing-address.ts';
import { crossingOf, errorOf, outcomeOf } from './firing-facts.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '56px minmax(0, 3fr) minmax(0, 2fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    '@media (max-width: 800px)': {
      gridTemplateColumns: '56px minmax(0, 1fr)',
      '& > :last-child': { gridColumnStart: '2' },
    },
  },
});

/** Firings under the day on which they fired. */
export function FiringRows({ firings }: { readonly firings: readonly Firing[] }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const arrows = useArrowNavigationGroup({ axis: 'vertical' });
  const days = Map.groupBy(firings, ({ decidedAt }) => dayOf(speech, new Date(decidedAt)));
  return (
    <div className={styles.view} {...arrows}>
      {[...days].map(([day, ofDay]) => (
        <section key={day} className={styles.section} aria-label={day}>
          <h2 className={styles.heading}>{day}</h2>
          <ul className={styles.list}>
            {ofDay.map((firing) => (
              <FiringRow key={firing.id} firing={firing} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The day in the time zone of the reader. */
function dayOf(speech: Speech, at: Date): string {
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return speech.text('firings.today');
  if (at.toDateString() === yesterday.toDateString()) return speech.text('firings.yesterday');
  return speech.date(at);
}

function FiringRow({ firing }: { readonly firing: Firing }) {
  const speech = useSpeech();
  const styles = useStyles();
  const { id, triggerType, decidedAt } = firing;
  return (
    <li className={styles.row}>
      <Time at={decidedAt} isClock />
      <span>
        <Link href={firingLink(id)}>{speech.text(`trigger.${triggerType}`)}</Link> <Subject firing={firing} />
      </span>
      <Counts firing={firing} />
    </li>
  );
}

/** What the firing is about, and what happened to it. */
function Subject({ firing }: { readonly firing: Firing }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const outcome = outcomeOf(firing);
  const { code } = errorOf(firing);
  const subject = subjectOf(firing);
  const crossing = crossingOf(speech, firing);
  return (
    <>
      {subject} {crossing}{' '}
      <span className={styles.quiet}>
        {/* The name of the other triggers says how the run ended. */}
        {subject === undefined && outcome !== undefined && wordOf(speech, outcome)} {code && <code>{code}</code>}
      </span>
    </>
  );
}

/** A status in words, or as it came when a newer app has a new one. */
export function wordOf(speech: Speech, status: string): string {
  const key = `run.${status}`;
  return speech.has(key) ? speech.text(key as 'run.succeeded') : status;
}

/** In the order in which they matter. */
const STATES: readonly DeliveryState[] = ['dead', 'retrying', 'waiting', 'pending', 'delivered'];

function Counts({ firing: { deliveryCounts: counts, state } }: { readonly firing: Firing }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  if (!counts) {
    return (
      <span className={styles.quiet}>{speech.text(state === 'done' ? 'firings.uncounted' : 'firings.counting')}</span>
    );
  }
  if (totalOf(counts) === 0) return <span className={styles.quiet}>{speech.text('firings.none-told')}</span>;
  return (
    <span className={styles.row}>
      {STATES.filter((one) => counts[one] > 0).map((one) => (
        <StateCount key={one} state={one} counts={counts} />
      ))}
    </span>
  );
}

function StateCount({ state, counts }: { readonly state: DeliveryState; readonly counts: DeliveryCounts }) {
  const speech = useSpeech();
  return (
    <StatusWord tone={deliveryTones[state]}>
      {speech.text('firings.count', { state: speech.text(`delivery.${state}`), count: counts[state] })}
    </StatusWord>
  );
}
