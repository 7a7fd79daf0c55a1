import { Link } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { readLatestFirings } from '../../api/latest-firings.ts';
import type { Overview } from '../../api/overview.ts';
import { useAddress } from '../../parts/address.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { firingsLink } from '../../parts/links.ts';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { SidePane } from '../../parts/side-pane.tsx';
import { useSpeech } from '../../parts/speech.tsx';
import { StatusWord } from '../../parts/status-word.tsx';
import type { WatchedMetric, WatchedThreshold } from '../../parts/thresholds.ts';
import { Time } from '../../parts/time.tsx';
import { allMetrics, difference } from './distance.ts';
import { metricParameters } from './metric-address.ts';
import { ThresholdScale } from './threshold-scale.tsx';
import { type SubscriptionsById, WaitingList } from './waiting-flows.tsx';

interface PaneProperties {
  readonly overview: Overview;
  readonly byId: SubscriptionsById;
}

/** The details of a metric, when the address asks for one. */
export function MetricPane({ overview, byId }: PaneProperties) {
  const speech = useSpeech();
  const { query } = useAddress();
  const name = query.get('metric');
  if (name === null) return null;
  const kind = query.get('kind') ?? undefined;
  const metric = allMetrics(overview).find((one) => one.name === name && one.type === (kind ?? one.type));
  return (
    <SidePane title={metric?.displayName ?? name} parameters={metricParameters}>
      {metric ? (
        <Details metric={metric} overview={overview} byId={byId} />
      ) : (
        <p>{speech.text('thresholds.pane-no-longer')}</p>
      )}
    </SidePane>
  );
}

function Details({ metric, overview, byId }: PaneProperties & { readonly metric: WatchedMetric }) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const { type, name, displayName, value, evaluatedAt, thresholds } = metric;
  return (
    <div className={styles.view}>
      <Facts>
        <Fact name={speech.text(`flow.${type}`)}>{displayName}</Fact>
        <Fact name={speech.text('thresholds.pane-name')}>
          <code>{name}</code> <CopyButton text={name} name={speech.text('thresholds.pane-name')} />
        </Fact>
        <Fact name={speech.text('thresholds.now')}>
          {value === undefined ? (
            <StatusWord tone="warning">{speech.text('thresholds.not-named')}</StatusWord>
          ) : (
            speech.number(value)
          )}
        </Fact>
        <Fact name={speech.text('thresholds.evaluated')}>{evaluatedAt && <Time at={evaluatedAt} />}</Fact>
      </Facts>
      <section className={styles.section}>
        <h3 className={styles.heading}>{speech.text('thresholds.pane-thresholds')}</h3>
        {thresholds.length > 0 && <ThresholdScale metric={metric} />}
        {thresholds.length === 0 && <p>{speech.text('thresholds.no-flow')}</p>}
        <ul className={styles.list}>
          {thresholds.map((one) => (
            <li key={one.threshold}>
              <Distance threshold={one} value={value} />
              <WaitingList ids={one.subscriptionIds} byId={byId} />
            </li>
          ))}
        </ul>
        <CreateFlowLink start={{ trigger: `${type}-threshold-crossed`, name }}>
          {speech.text('thresholds.pane-create')}
        </CreateFlowLink>
      </section>
      <Crossings metric={metric} environmentId={overview.environmentId} />
    </div>
  );
}

function Distance({
  threshold: { threshold },
  value,
}: {
  readonly threshold: WatchedThreshold;
  readonly value: number | undefined;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <p className={styles.row}>
      <strong>{speech.number(threshold)}</strong>
      {value !== undefined && value < threshold && (
        <StatusWord tone="waiting">
          {speech.text('thresholds.pane-below', { missing: difference(threshold, value) })}
        </StatusWord>
      )}
      {value === threshold && <StatusWord tone="waiting">{speech.text('thresholds.pane-at')}</StatusWord>}
      {value !== undefined && value > threshold && (
        <StatusWord tone="good">
          {speech.text('thresholds.pane-above', { by: difference(value, threshold) })}
        </StatusWord>
      )}
    </p>
  );
}

/** The firings of a metric among the last hundred of its kind. */
function Crossings({
  metric: { type, name, evaluatedAt },
  environmentId,
}: {
  readonly metric: WatchedMetric;
  readonly environmentId: string;
}) {
  const speech = useSpeech();
  const styles = useViewStyles();
  const triggerType = `${type}-threshold-crossed` as const;
  // The metric crosses a threshold only when it is evaluated.
  const { data, error, refetch } = useQuery({
    queryKey: ['crossings', environmentId, triggerType, evaluatedAt],
    queryFn: ({ signal }) => readLatestFirings(environmentId, triggerType, signal),
  });
  const own = data?.value.filter(({ payload }) => payload[`${type}Name`] === name);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{speech.text('thresholds.pane-crossings')}</h3>
      {error && <ErrorBar error={error} onTryAgain={() => void refetch()} />}
      {!own && !error && <LoadingRows count={2} />}
      {own?.length === 0 && <p>{speech.text('thresholds.pane-no-crossing')}</p>}
      <ul className={styles.list}>
        {own?.map(({ id, occurredAt, payload: { previousValue, value } }) => (
          <li key={id} className={styles.row}>
            <Time at={occurredAt} />
            <Link href={firingsLink(environmentId, id)}>
              {speech.text('thresholds.pane-crossing', { from: Number(previousValue), to: Number(value) })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
