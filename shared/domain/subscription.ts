import type { FactsByType, FiringFacts } from '../contract/payload.ts';
import type { FiringStatus } from '../contract/run-status.ts';
import type { ParametersByType, Trigger } from '../contract/subscription.ts';
import type { TriggerType } from '../contract/trigger-types.ts';
import { metricTopic, runTopic, type TopicKey } from './topic.ts';

/** The topic that a subscription listens to. */
export function topicOf(trigger: Trigger): TopicKey {
  switch (trigger.triggerType) {
    case 'segment-threshold-crossed':
      return metricTopic('segment', trigger.parameters.segment);
    case 'measure-threshold-crossed':
      return metricTopic('measure', trigger.parameters.measure);
    default:
      return runTopic(trigger.triggerType);
  }
}

/** The threshold of a subscription to a metric; `undefined` for the other trigger types. */
export function thresholdOf({ parameters }: Trigger): number | undefined {
  return 'threshold' in parameters ? parameters.threshold : undefined;
}

/** Whether a subscription's trigger type and filters match a firing on its topic. Thresholds are not compared here. */
export function matches(trigger: Trigger, firing: FiringFacts): boolean {
  if (trigger.triggerType !== firing.triggerType) return false;
  return passes(trigger.triggerType, trigger.parameters, firing.facts);
}

type Filters = {
  readonly [T in TriggerType]: (parameters: ParametersByType[T], facts: FactsByType[T]) => boolean;
};

const filters: Filters = {
  'data-source-refresh-failed': isOfDataSource,
  'data-source-refresh-succeeded': isOfDataSource,
  'segment-threshold-crossed': () => true,
  'measure-threshold-crossed': () => true,
  'full-refresh-completed': ({ submission, outcome }, facts) =>
    (submission === 'any' || submission === facts.submission) && hasOutcome(outcome, facts.status),
  'unification-refresh-completed': ({ outcome }, { status }) => hasOutcome(outcome, status),
};

function passes<T extends TriggerType>(
  triggerType: T,
  parameters: ParametersByType[T],
  facts: FactsByType[T],
): boolean {
  return filters[triggerType](parameters, facts);
}

function isOfDataSource(
  { dataSource }: ParametersByType['data-source-refresh-failed'],
  { dataSourceName }: FactsByType['data-source-refresh-failed'],
): boolean {
  return dataSource === undefined || dataSource === dataSourceName;
}

function hasOutcome(outcome: 'any' | 'succeeded' | 'failed', status: FiringStatus): boolean {
  return outcome === 'any' || (outcome === 'failed') === (status === 'failed');
}
