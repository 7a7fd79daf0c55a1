import { Link } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Delivery } from '../../api/deliveries.ts';
import { readFiring } from '../../api/firing.ts';
import { useAddress } from '../../parts/address.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { type Firing, subjectOf } from '../../parts/firing-words.ts';
import { firingsLink } from '../../parts/links.ts';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { runLink } from '../../parts/power-automate.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { deliveryTones } from '../../parts/tones.ts';
import type { Known } from './checks.ts';
import { mismatchOf } from './matching.ts';

/** Firings to show; the view of all firings has the rest. */
const MOST_SHOWN = 10;

/** The last firings that a subscription could have waited for, each with what it was told. First the one in the address. */
export function FiringsTold({ known }: { readonly known: Known }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { firings, deliveries } = known;
  return (
    <>
      <ThisFiring known={known} />
      <section className={styles.section} aria-labelledby="told">
        <h2 id="told" className={styles.heading}>
          {speech.text('explain.firings')}
        </h2>
        {firings.length === 0 && <p>{speech.text('explain.fired-none')}</p>}
        <ul className={styles.list}>
          {firings.slice(0, MOST_SHOWN).map((firing) => (
            <li key={firing.id}>
              <FiringTold
                firing={firing}
                delivery={deliveries.find(({ firingId }) => firingId === firing.id)}
                known={known}
              />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** The firing that the address names: it may be older than those in the list. */
function ThisFiring({ known }: { readonly known: Known }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { query } = useAddress();
  const id = query.get('firing');
  const { data, error, refetch } = useQuery({
    queryKey: ['firing', id, speech.language],
    queryFn: ({ signal }) => readFiring(id ?? '', signal),
    enabled: id !== null,
  });
  if (id === null) return null;
  const own = [...known.deliveries, ...(data?.deliveries ?? [])];
  const delivery = own.find(
    ({ firingId, subscriptionId }) => firingId === id && subscriptionId === known.subscription.id,
  );
  return (
    <section className={styles.section} aria-labelledby="this-firing">
      <h2 id="this-firing" className={styles.heading}>
        {speech.text('explain.this-firing')}
      </h2>
      {error && <ErrorBar error={error} onTryAgain={() => void refetch()} />}
      {!data && !error && <LoadingRows count={1} />}
      {data && <FiringTold firing={data} delivery={delivery} known={known} />}
    </section>
  );
}

function FiringTold({
  firing,
  delivery,
  known: { subscription },
}: {
  readonly firing: Firing;
  readonly delivery: Delivery | undefined;
  readonly known: Known;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { id, environmentId, triggerType, decidedAt } = firing;
  const name = speech.text(`trigger.${triggerType}`);
  const subject = subjectOf(firing);
  const { flow } = subscription;
  const runId = delivery?.attempts.findLast(({ workflowRunId }) => workflowRunId !== undefined)?.workflowRunId;
  return (
    <span className={styles.row}>
      <Time at={decidedAt} />
      <Link href={firingsLink(environmentId, id)}>{subject === undefined ? name : `${name}: ${subject}`}</Link>
      {delivery ? (
        <>
          <StatusWord tone={deliveryTones[delivery.state]}>{speech.text(`delivery.${delivery.state}`)}</StatusWord>
          {delivery.reasonText && <span className={styles.quiet}>{delivery.reasonText}</span>}
        </>
      ) : (
        <StatusWord tone="neutral">
          <WhyNone firing={firing} subscription={subscription} />
        </StatusWord>
      )}
      {runId !== undefined && flow?.environmentId && (
        <ExternalLink href={runLink(flow.environmentId, flow.id, runId)}>
          {speech.text('explain.open-run')}
        </ExternalLink>
      )}
    </span>
  );
}

/** Why a firing has no delivery to a subscription. */
function WhyNone({ firing, subscription }: { readonly firing: Firing; readonly subscription: Known['subscription'] }) {
  const speech = useSpeech();
  const mismatch =
    firing.triggerType === subscription.triggerType ? mismatchOf(subscription, firing) : ('other-trigger' as const);
  if (mismatch === undefined) return speech.text('explain.no-delivery');
  if (mismatch !== 'not-crossed') return speech.text(`explain.${mismatch}`);
  return speech.text('explain.not-crossed', {
    threshold: subscription.parameters.threshold ?? 0,
    from: Number(firing.payload.previousValue),
    to: Number(firing.payload.value),
  });
}
