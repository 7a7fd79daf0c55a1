import { Badge } from '@fluentui/react-components';
import { ApiError } from '../../api/api-error.ts';
import { CreateFlowLink } from '../../parts/create-flow/create-flow-link.tsx';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { EmptyNote, LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import { useSubscriptions } from '../../parts/use-subscriptions.ts';
import type { ViewProperties } from '../view.ts';
import { MetricPane } from './metric-pane.tsx';
import { Metrics } from './metrics.tsx';
import { RunTriggers } from './run-triggers.tsx';

/** How near each metric is to each threshold that a flow waits for, and who waits for which refresh. */
export function ThresholdsView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('nav.thresholds')}</h1>
      {environmentId === undefined ? <Nothing /> : <OfEnvironment key={environmentId} environmentId={environmentId} />}
    </div>
  );
}

/** An environment that neither an event nor a flow has named. */
function Nothing() {
  const speech = useSpeech();
  return (
    <EmptyNote>
      {speech.text('thresholds.empty')}
      <CreateFlowLink start={{ trigger: 'segment-threshold-crossed' }}>{speech.text('flow.create')}</CreateFlowLink>
    </EmptyNote>
  );
}

function OfEnvironment({ environmentId }: { readonly environmentId: string }) {
  const speech = useSpeech();
  const overview = useOverview(environmentId);
  const subscriptions = useSubscriptions(environmentId);
  if (overview.error instanceof ApiError && overview.error.status === 404) return <Nothing />;
  const failed = [overview, subscriptions].find(({ error }) => error !== null);
  const bar = failed?.error && <ErrorBar error={failed.error} onTryAgain={() => void failed.refetch()} />;
  if (!overview.data) return bar ?? <LoadingRows count={8} />;
  const byId = subscriptions.data && new Map(subscriptions.data.map((one) => [one.id, one]));
  const { cut } = overview.data;
  return (
    <>
      {bar}
      {(cut.includes('thresholds') || cut.includes('metrics')) && (
        <Badge appearance="tint">{speech.text('thresholds.cut')}</Badge>
      )}
      <Metrics overview={overview.data} byId={byId} />
      {byId ? <RunTriggers overview={overview.data} byId={byId} /> : !bar && <LoadingRows />}
      <MetricPane overview={overview.data} byId={byId} />
    </>
  );
}
