import type { MetricType, TriggerType } from '../contract/trigger-types.ts';
import { fingerprint } from './fingerprint.ts';

/** The topics that runs fire on. */
const RUN_TOPICS = {
  'data-source-refresh-failed': 'sources',
  'data-source-refresh-succeeded': 'sources',
  'full-refresh-completed': 'refresh',
  'unification-refresh-completed': 'unification',
} as const satisfies Partial<Record<TriggerType, string>>;

/** A trigger type that fires on finished runs. */
export type RunTriggerType = keyof typeof RUN_TOPICS;

/**
 * What a subscription listens to, as a key without `.`: the data sources, the full refresh or the unification of an
 * environment, or one metric by the fingerprint of its name.
 */
export type TopicKey = string;

/** The topic of one segment or measure. */
export function metricTopic(metricType: MetricType, name: string): TopicKey {
  return `${metricType}-${fingerprint(name)}`;
}

/** The topic of a trigger type that fires on finished runs. */
export function runTopic(triggerType: RunTriggerType): TopicKey {
  return RUN_TOPICS[triggerType];
}
