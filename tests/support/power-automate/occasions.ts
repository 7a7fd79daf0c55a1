import { eventually } from '../eventually.ts';
import type { ActionRunner } from './action-runner.ts';
import type { Outputs } from './callback-answers.ts';

/** What makes a trigger fire, by its operation: the only thing here that is not read from the definition. */
export interface Occasion {
  /** What a maker fills in besides the environment. */
  readonly parameters: Outputs;
  /** What a maker changes afterwards; the occasion makes it fire all the same. */
  readonly changes: Outputs;
  /** Makes it fire by the connector's own actions. */
  readonly happen: (actions: ActionRunner, occurrence: Occurrence) => Promise<void>;
}

export interface Occurrence {
  readonly environmentId: string;
  /** What the notification tells of. */
  readonly runId: string;
  /** Whether to wait until the app has decided on it, rather than only taken it. */
  readonly isAwaited: boolean;
}

const LONG_AGO = Date.UTC(2026, 10, 20);
let minutes = 0;

/** Later than every one before it. */
function nextMinute(): string {
  return new Date(LONG_AGO + ++minutes * 60_000).toISOString();
}

/** The end of a run. */
function endOf(operation: 'ingestion' | 'all' | 'unification', status: 'succeeded' | 'failed'): Occasion['happen'] {
  return async (actions, { environmentId, runId, isAwaited }) => {
    const name = operation === 'ingestion' ? { name: 'crm-contacts', displayName: 'CRM contacts' } : {};
    const error = status === 'failed' ? { error: { code: 'timeout', message: 'It took too long.' } } : {};
    const times = { startedAt: nextMinute(), endedAt: nextMinute() };
    const run = { eventId: runId, environmentId, operation, status, runId, submission: 'manual' };
    await actions.run('PublishRefreshStatus', { body: { ...run, ...name, ...times, ...error } });
    if (!isAwaited) return;
    await eventually(`the run that ended at ${times.endedAt}`, async () => {
      const { content } = await actions.run('GetStatusReport', { environmentId });
      const { processes = [] } = content as { processes?: { endedAt: string }[] };
      return processes.some(({ endedAt }) => isReached(endedAt, times.endedAt));
    });
  };
}

/** A metric that falls to 5 and rises to 20; each sample waits for the one before, as samples that come late do not count. */
function riseOf(metricType: 'segment' | 'measure', name: string): Occasion['happen'] {
  const read = metricType === 'segment' ? 'GetSegment' : 'GetMeasure';
  return async (actions, { environmentId, runId }) => {
    for (const value of [5, 20]) {
      const evaluatedAt = nextMinute();
      const body = { eventId: `${runId}-${value}`, environmentId, metricType, name, value, evaluatedAt, runId };
      await actions.run('PublishMetricChange', { body });
      await eventually(`${name} as of ${evaluatedAt}`, async () => {
        const { content } = await actions.run(read, { environmentId, name });
        return isReached((content as { evaluatedAt?: string }).evaluatedAt, evaluatedAt);
      });
    }
  };
}

function isReached(seen: string | undefined, wanted: string): boolean {
  return seen !== undefined && Date.parse(seen) >= Date.parse(wanted);
}

const dataSource = { parameters: {}, changes: { dataSource: 'crm-contacts' } };
const outcome = { parameters: {}, changes: { outcome: 'failed' } };

export const occasions: Readonly<Record<string, Occasion>> = {
  OnDataSourceRefreshFailed: { ...dataSource, happen: endOf('ingestion', 'failed') },
  OnDataSourceRefreshSucceeded: { ...dataSource, happen: endOf('ingestion', 'succeeded') },
  OnSegmentThresholdCrossed: {
    parameters: { segment: 'high-value', threshold: 10 },
    changes: { threshold: 15 },
    happen: riseOf('segment', 'high-value'),
  },
  OnMeasureThresholdCrossed: {
    parameters: { measure: 'margin', threshold: 9.5 },
    changes: { threshold: 12.25 },
    happen: riseOf('measure', 'margin'),
  },
  OnFullRefreshCompleted: { ...outcome, happen: endOf('all', 'failed') },
  OnUnificationRefreshCompleted: { ...outcome, happen: endOf('unification', 'failed') },
};

/** The occasion of a trigger; one that nobody has thought of fails. */
export function occasionOf(operationId: string): Occasion {
  const occasion = occasions[operationId];
  if (!occasion) throw new Error(`nothing is known to make ${operationId} fire`);
  return occasion;
}
