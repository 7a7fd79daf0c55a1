import type { FactsByType, FiringFacts } from '../contract/payload.ts';
import { samples } from '../contract/samples.ts';
import type { ParametersByType, Trigger } from '../contract/subscription.ts';
import type { TriggerType } from '../contract/trigger-types.ts';

type Adapt<T extends TriggerType> = (parameters: ParametersByType[T]) => Partial<FactsByType[T]>;

/** The facts that make the sample of a trigger type match the parameters of a subscription. */
const adaptations: { readonly [T in TriggerType]: Adapt<T> } = {
  'data-source-refresh-failed': dataSourceNames,
  'data-source-refresh-succeeded': dataSourceNames,
  'segment-threshold-crossed': ({ segment, threshold }) => ({
    segmentName: segment,
    segmentDisplayName: undefined,
    ...riseAbove(threshold),
  }),
  'measure-threshold-crossed': ({ measure, threshold }) => ({
    measureName: measure,
    measureDisplayName: undefined,
    ...riseAbove(threshold),
  }),
  'full-refresh-completed': ({ submission, outcome }) => ({
    ...(submission !== 'any' && { submission }),
    ...(outcome === 'failed' && { status: 'failed', failedCount: 1 }),
  }),
  'unification-refresh-completed': ({ outcome }) => (outcome === 'failed' ? { status: 'failed' } : {}),
};

/** A firing that a subscription could get: the sample of its trigger type, with facts that match its parameters. */
export function sampleFiring({ triggerType, parameters }: Trigger): FiringFacts {
  return adapted(triggerType, parameters);
}

function adapted<T extends TriggerType>(triggerType: T, parameters: ParametersByType[T]): FiringFacts<T> {
  const facts = { ...samples[triggerType].facts, ...adaptations[triggerType](parameters) };
  return { triggerType, facts };
}

/** From the threshold, which is the highest value that is not above it, to a little more. */
function riseAbove(threshold: number): { readonly previousValue: number; readonly value: number } {
  const rise = Math.max(1, Math.ceil(Math.abs(threshold) / 100));
  return { previousValue: threshold, value: Math.min(Number.MAX_VALUE, threshold + rise) };
}

function dataSourceNames({ dataSource }: ParametersByType['data-source-refresh-failed']) {
  return dataSource === undefined ? {} : { dataSourceName: dataSource, dataSourceDisplayName: undefined };
}
