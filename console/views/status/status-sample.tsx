import type { Overview } from '../../api/overview.ts';
import { useViewStyles } from '../../parts/page-style.ts';
import { useSpeech } from '../../parts/speech.tsx';
import { AttentionList } from './attention-list.tsx';
import { NearThresholds } from './near-thresholds.tsx';
import { ProcessTable } from './process-table.tsx';

const MINUTE_MS = 60_000;

/** What those without a key would see, with made-up data. It is a picture: nothing in it can be reached. */
export function StatusSample() {
  const speech = useSpeech();
  const styles = useViewStyles();
  const overview = sampleOf(Date.now());
  return (
    <div inert aria-hidden className={styles.view}>
      <AttentionList overview={overview} />
      <ProcessTable title={speech.text('status.data-sources')} processes={overview.processes} overview={overview} />
      <NearThresholds overview={overview} />
    </div>
  );
}

function sampleOf(now: number): Overview {
  const ago = (minutes: number) => new Date(now - minutes * MINUTE_MS).toISOString();
  const source = (name: string, displayName: string, status: 'succeeded' | 'failed', minutes: number) => ({
    process: 'data-source' as const,
    title: '',
    name,
    displayName,
    status,
    runId: 'sample',
    startedAt: ago(20 + minutes),
    endedAt: ago(20),
  });
  const counts = { delivered: 2, retrying: 0, waiting: 0, pending: 0, dead: 1 };
  const firing = (name: string, triggerType: 'data-source-refresh-failed' | 'data-source-refresh-succeeded') => ({
    id: name,
    triggerType,
    environmentId: 'sample',
    topic: name,
    sequence: 1,
    occurredAt: ago(20),
    decidedAt: ago(19),
    state: 'done' as const,
    payload: { runId: 'sample', dataSourceName: name },
    deliveryCounts: triggerType === 'data-source-refresh-failed' ? counts : { ...counts, dead: 0 },
  });
  return {
    environmentId: 'sample',
    createdAt: ago(0),
    health: { status: 'healthy', dependencies: [] },
    cut: [],
    processes: [
      { ...source('crm-contacts', 'CRM contacts', 'failed', 30), errorCode: 'dataSourceRefreshTimeout' },
      source('erp-orders', 'ERP orders', 'succeeded', 8),
      source('web-events', 'Web events', 'succeeded', 12),
    ],
    segments: [{ name: 'high-value', displayName: 'High value', value: 960, evaluatedAt: ago(5) }],
    measures: [],
    subscriptions: {
      count: 3,
      byStatus: { active: 3, dormant: 0, failing: 0, disabled: 0, gone: 0 },
      sickCount: 0,
      sick: [],
    },
    thresholds: [{ metricType: 'segment', metric: 'high-value', threshold: 1000, subscriptionIds: ['sample'] }],
    inFlight: { pending: 0, retrying: 0, waiting: 0, overdue: 0 },
    deadLetters: { count: 1, byCode: { dormant: 1 }, latest: [] },
    firings: [
      firing('crm-contacts', 'data-source-refresh-failed'),
      firing('erp-orders', 'data-source-refresh-succeeded'),
    ],
  };
}
