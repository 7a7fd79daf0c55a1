import type { Subscription } from '../../api/subscriptions.ts';
import type { Firing } from '../../parts/firing-words.ts';

/** Why a firing is none of those that a subscription waits for. */
export type Mismatch = 'before' | 'other-source' | 'not-crossed' | 'other-run';

type Waiting = Pick<Subscription, 'triggerType' | 'parameters' | 'createdAt'>;

/**
 * Whether a firing is about the same metric as a subscription, so that the subscription could have waited for it. Other firings of
 * the same trigger type explain nothing.
 */
export function isOnTopic({ parameters: { segment, measure } }: Waiting, { payload }: Firing): boolean {
  if (segment !== undefined) return payload.segmentName === segment;
  return measure === undefined || payload.measureName === measure;
}

/** Why a subscription does not wait for a firing of its topic; undefined when it does. */
export function mismatchOf({ parameters, createdAt }: Waiting, firing: Firing): Mismatch | undefined {
  const { dataSource, threshold, submission = 'any', outcome = 'any' } = parameters;
  const { payload, decidedAt } = firing;
  if (dataSource !== undefined && payload.dataSourceName !== dataSource) return 'other-source';
  if (threshold !== undefined && !crosses(threshold, payload)) return 'not-crossed';
  if (submission !== 'any' && payload.submission !== submission) return 'other-run';
  if (!hasOutcome(outcome, String(payload.status))) return 'other-run';
  return Date.parse(decidedAt) < Date.parse(createdAt) ? 'before' : undefined;
}

/** Whether a run that ends with a status has the outcome that is waited for. */
export function hasOutcome(outcome: 'any' | 'succeeded' | 'failed', status: string): boolean {
  return outcome === 'any' || (outcome === 'failed') === (status === 'failed');
}

function crosses(threshold: number, { previousValue, value }: Firing['payload']): boolean {
  return Number(previousValue) <= threshold && threshold < Number(value);
}
