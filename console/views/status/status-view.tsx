import { ApiError } from '../../api/api-error.ts';
import type { Overview } from '../../api/overview.ts';
import { ErrorBar } from '../../parts/error-bar.tsx';
import { LoadingRows } from '../../parts/list-states.tsx';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { useOverview } from '../../parts/use-overview.ts';
import type { ViewProperties } from '../view.ts';
import { AttentionList } from './attention-list.tsx';
import { NearThresholds } from './near-thresholds.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { Processes } from './processes.tsx';
import { ProgressPane } from './progress-pane.tsx';
import { RecentFirings } from './recent-firings.tsx';
import { Summary } from './summary.tsx';

/** The home page: how an environment is, and what was told of it. */
export function StatusView({ environmentId }: ViewProperties) {
  const speech = useSpeech();
  const styles = useViewStyles();
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{speech.text('status.title')}</h1>
      {environmentId === undefined ? (
        <NothingYet title={speech.text('status.empty-none')} />
      ) : (
        <OfEnvironment key={environmentId} environmentId={environmentId} />
      )}
    </div>
  );
}

function OfEnvironment({ environmentId }: { readonly environmentId: string }) {
  const speech = useSpeech();
  const { data, error, refetch, isPlaceholderData } = useOverview(environmentId);
  const isNamed = !(error instanceof ApiError && error.status === 404);
  if (!isNamed) return <NothingYet title={speech.text('status.empty-title')} />;
  const bar = error && <ErrorBar error={error} onTryAgain={() => void refetch()} />;
  // While another environment is being read, the last one is still there. An address may spell an ID in another way.
  const isOfAnother = isPlaceholderData && data?.environmentId !== environmentId;
  if (!data || isOfAnother) return bar ?? <LoadingRows count={8} />;
  return (
    <>
      {bar}
      <Shown overview={data} />
    </>
  );
}

function Shown({ overview }: { readonly overview: Overview }) {
  return (
    <>
      <Summary overview={overview} />
      <AttentionList overview={overview} />
      <Processes overview={overview} />
      <NearThresholds overview={overview} />
      <RecentFirings overview={overview} />
      <ProgressPane overview={overview} />
    </>
  );
}
