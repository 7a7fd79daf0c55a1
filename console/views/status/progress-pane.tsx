import { Link } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { readFiring } from '../../api/firing.ts';
import { readLatestFirings } from '../../api/latest-firings.ts';
import type { Overview } from '../../api/overview.ts';
import { readSubscriptions } from '../../api/subscriptions.ts';
import { useAddress } from '../../parts/address.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import type { Firing } from '../../parts/firing-words.ts';
import { subscriptionsLink } from '../../parts/links.ts';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { SidePane } from '../../parts/side-pane.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import { Time } from '../../parts/time.tsx';
import { deliveryTones, runTone } from '../../parts/tones.ts';
import { firedBy, firingOf, isFiringOf, type Process } from './attention.ts';
import { processParameters } from './process-address.ts';
import { FiringLine } from './recent-firings.tsx';

/** Of the earlier firings of a process. */
const MOST_EARLIER = 10;

/** The details of a process, when the address asks for one. */
export function ProgressPane({ overview }: { readonly overview: Overview }) {
  const speech = useSpeech();
  const { query } = useAddress();
  const kind = query.get('process');
  if (kind === null) return null;
  const name = query.get('name') ?? undefined;
  const process = overview.processes.find((one) => one.process === kind && one.name === name);
  return (
    <SidePane title={speech.text('status.pane-title')} parameters={processParameters}>
      {process ? <Details process={process} overview={overview} /> : <p>{speech.text('status.pane-no-longer')}</p>}
    </SidePane>
  );
}

function Details({ process, overview }: { readonly process: Process; readonly overview: Overview }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const latest = useFiringsOf(process, overview);
  const firings = latest.data ?? overview.firings;
  const firing = firingOf({ firings }, process);
  const earlier = firings.filter((one) => one !== firing && isFiringOf(one, process)).slice(0, MOST_EARLIER);
  return (
    <div className={styles.view}>
      <Facts>
        <Fact name={process.title}>{process.displayName}</Fact>
        <Fact name={speech.text('status.state')}>
          <StatusWord tone={runTone(process.status)}>{speech.text(`run.${process.status}`)}</StatusWord>
        </Fact>
        <Fact name={speech.text('status.error')}>{process.errorCode && <code>{process.errorCode}</code>}</Fact>
        <Fact name="">{process.errorMessage}</Fact>
        <Fact name={speech.text('status.started')}>{process.startedAt && <Time at={process.startedAt} />}</Fact>
        <Fact name={speech.text('status.ended')}>
          <Time at={process.endedAt} />
        </Fact>
        <Fact name={speech.text('status.submission')}>
          {process.submission && speech.text(`status.submission-${process.submission}`)}
        </Fact>
        <Fact name={speech.text('status.run')}>
          <code>{process.runId}</code>
        </Fact>
      </Facts>
      <section className={styles.section} aria-labelledby="told">
        <h3 id="told" className={styles.heading}>
          {speech.text('status.pane-told')}
        </h3>
        {latest.error && <ErrorBar error={latest.error} onTryAgain={() => void latest.refetch()} />}
        {firing && <Deliveries firing={firing} environmentId={overview.environmentId} />}
        {!firing && latest.isLoading && <LoadingRows count={2} />}
        {!firing && !latest.isLoading && !latest.error && <p>{speech.text('status.pane-not-fired')}</p>}
      </section>
      {earlier.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.heading}>{speech.text('status.pane-last-runs')}</h3>
          <ul className={styles.list}>
            {earlier.map((one) => (
              <li key={one.id}>
                <FiringLine firing={one} environmentId={overview.environmentId} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The latest firings of the types that the process fires, newest first. The overview has only some of all types. */
function useFiringsOf(process: Process, { environmentId }: Overview) {
  const { language } = useSpeech();
  const types = firedBy(process);
  return useQuery({
    queryKey: ['latest-firings', environmentId, types, process.runId, language],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(types.map((type) => readLatestFirings(environmentId, type, signal)));
      return pages.flatMap(({ value }) => value).toSorted((one, other) => (one.decidedAt > other.decidedAt ? -1 : 1));
    },
    enabled: types.length > 0,
  });
}

/** Each delivery of a firing by the name of its subscription. */
function Deliveries({ firing, environmentId }: { readonly firing: Firing; readonly environmentId: string }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { language } = speech;
  // A firing changes with its deliveries, which its counts in the overview tell.
  const detail = useQuery({
    queryKey: ['firing', firing.id, firing.deliveryCounts, language],
    queryFn: ({ signal }) => readFiring(firing.id, signal),
  });
  const subscriptions = useQuery({
    queryKey: ['subscriptions', { environmentId }, language],
    queryFn: ({ signal }) => readSubscriptions({ environmentId }, signal),
  });
  if (detail.error) return <ErrorBar error={detail.error} onTryAgain={() => void detail.refetch()} />;
  if (!detail.data) return <LoadingRows count={2} />;
  if (detail.data.deliveries.length === 0) return <p>{speech.text('status.pane-told-none')}</p>;
  const nameOf = (id: string) => {
    const found = subscriptions.data?.value.find((subscription) => subscription.id === id);
    return found ? (found.label ?? found.callbackHost) : id;
  };
  return (
    <ul className={styles.list}>
      {detail.data.deliveries.map(({ notificationId, subscriptionId, state, reasonText, attempts }) => {
        const last = attempts.at(-1);
        return (
          <li key={notificationId} className={styles.row}>
            <StatusWord tone={deliveryTones[state]}>{speech.text(`delivery.${state}`)}</StatusWord>
            <Link href={subscriptionsLink(environmentId, subscriptionId)}>{nameOf(subscriptionId)}</Link>
            {last && <Time at={last.at} />}
            {reasonText && <span className={styles.quiet}>{reasonText}</span>}
          </li>
        );
      })}
    </ul>
  );
}
