import { Link } from '@fluentui/react-components';
import { readDeliveries } from '../../api/deliveries.ts';
import { readLatestFirings } from '../../api/latest-firings.ts';
import { readSubscription, type Subscription } from '../../api/subscriptions.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { ExternalLink } from '../../parts/external-link.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { subscriptionsLink } from '../../parts/links.ts';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { flowLink } from '../../parts/power-automate.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { usePolled } from '../../parts/use-polled.ts';
import { nameOf, waitsFor } from '../../parts/waits.ts';
import { type Check, checksOf, type Known, verdictOf } from './checks.ts';
import { FiringsTold } from './firings-told.tsx';
import { isOnTopic } from './matching.ts';

/** Five pages of twenty: as many as there are firings to compare them with. */
const DELIVERY_PAGES = 5;

/** What is known of why a subscription was told nothing, or what it was told. */
export function FlowExplanation({ id }: { readonly id: string }) {
  const { data, error, refetch } = usePolled(['subscription', id], (signal) => readSubscription(id, signal));
  return (
    <>
      {error && <ErrorBar error={error} onTryAgain={() => void refetch()} />}
      {data && <Explained subscription={data} />}
      {!data && !error && <LoadingRows count={6} />}
    </>
  );
}

function Explained({ subscription }: { readonly subscription: Subscription }) {
  const { id, environmentId, triggerType } = subscription;
  const overview = useOverview(environmentId);
  const firings = usePolled(['latest-firings', environmentId, triggerType], (signal) =>
    readLatestFirings(environmentId, triggerType, signal),
  );
  const deliveries = usePolled(['latest-deliveries', id], (signal) => readDeliveries(id, DELIVERY_PAGES, signal));
  const failed = [overview, firings, deliveries].find(({ error }) => error !== null);
  const isWhole = overview.data && firings.data && deliveries.data;
  return (
    <>
      {failed?.error && <ErrorBar error={failed.error} onTryAgain={() => void failed.refetch()} />}
      {isWhole && (
        <Shown
          known={{
            subscription,
            overview: overview.data,
            firings: firings.data.value.filter((firing) => isOnTopic(subscription, firing)),
            deliveries: deliveries.data.value,
          }}
        />
      )}
      {!isWhole && !failed && <LoadingRows count={6} />}
    </>
  );
}

function Shown({ known }: { readonly known: Known }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { subscription, overview } = known;
  const { id, environmentId, triggerType, createdAt, flow } = subscription;
  const checks = checksOf(speech, known);
  return (
    <div className={styles.view}>
      <section className={styles.section} aria-labelledby="verdict">
        <h2 id="verdict" className={styles.heading}>
          {speech.text('explain.verdict')}
        </h2>
        <strong>
          <CheckLine check={verdictOf(speech, known, checks)} />
        </strong>
      </section>
      <section className={styles.section} aria-labelledby="known">
        <h2 id="known" className={styles.heading}>
          {speech.text('explain.known')}
        </h2>
        <Facts>
          <Fact name={speech.text('explain.flow')}>
            <span className={styles.row}>
              <Link href={subscriptionsLink(environmentId, id)}>{nameOf(subscription)}</Link>
              {flow?.environmentId && (
                <ExternalLink href={flowLink(flow.environmentId, flow.id)}>
                  {speech.text('explain.open-flow')}
                </ExternalLink>
              )}
            </span>
          </Fact>
          <Fact name={speech.text('explain.waits')}>
            {`${speech.text(`trigger.${triggerType}`)}: ${waitsFor(speech, subscription, overview)}`}
          </Fact>
          <Fact name={speech.text('explain.since')}>
            <Time at={createdAt} />
          </Fact>
        </Facts>
        <ul className={styles.list}>
          {checks.map((check) => (
            <li key={check.text}>
              <CheckLine check={check} />
            </li>
          ))}
        </ul>
      </section>
      <FiringsTold known={known} />
    </div>
  );
}

function CheckLine({ check: { tone, text, reason, at } }: { readonly check: Check }) {
  const styles = useViewStyles();
  return (
    <span className={styles.row}>
      <StatusWord tone={tone}>{text}</StatusWord>
      {reason && <span className={styles.quiet}>{reason}</span>}
      {at && <Time at={at} />}
    </span>
  );
}
