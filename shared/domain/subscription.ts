import type { Facts } from '../contract/payload.ts';
import type { Parameters, SubscriptionStatus } from '../contract/subscription.ts';
import type { TriggerType } from '../contract/trigger-types.ts';
import { metricTopic, runTopic, type TopicKey } from './topic.ts';

/** Whether a subscription with this status is sent webhooks, at once or when its circuit closes. */
export function isReceiving(status: SubscriptionStatus): boolean {
  return status === 'active' || status === 'failing';
}

/** What a subscription of this type with these parameters listens to. */
export function topicOf(triggerType: TriggerType, parameters: Parameters): TopicKey {
  if (triggerType === 'segment-threshold-crossed') return metricTopic('segment', parameters.segment ?? '');
  if (triggerType === 'measure-threshold-crossed') return metricTopic('measure', parameters.measure ?? '');
  return runTopic(triggerType);
}

/** Whether the filters of a subscription let a firing of its own topic and trigger type through. */
export function matches(parameters: Parameters, facts: Facts): boolean {
  const { dataSource, submission, outcome } = parameters;
  if (dataSource !== undefined && dataSource !== facts.dataSourceName) return false;
  if (submission && submission !== 'any' && submission !== facts.submission) return false;
  return !outcome || outcome === 'any' || (outcome === 'failed') === (facts.status === 'failed');
}
