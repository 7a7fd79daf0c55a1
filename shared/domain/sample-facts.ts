import { catalogue } from '../contract/catalogue.ts';
import type { Facts } from '../contract/payload.ts';
import type { Parameters } from '../contract/subscription.ts';
import type { TriggerType } from '../contract/trigger-types.ts';

/** The facts of a firing that a subscription with these parameters could get: the sample of its type, made to fit. */
export function testFacts(triggerType: TriggerType, parameters: Parameters): Facts {
  const { facts } = catalogue[triggerType].sample;
  return { ...facts, ...namesOf(parameters), ...endOf(facts, parameters), ...riseAbove(parameters.threshold) };
}

function namesOf({ dataSource, segment, measure }: Parameters): Facts {
  return {
    ...(dataSource && { dataSourceName: dataSource, dataSourceDisplayName: undefined }),
    ...(segment && { segmentName: segment, segmentDisplayName: undefined }),
    ...(measure && { measureName: measure, measureDisplayName: undefined }),
  };
}

function endOf(facts: Facts, { submission, outcome }: Parameters): Facts {
  const hasCounts = facts.failedCount !== undefined;
  return {
    ...(submission && submission !== 'any' && { submission }),
    ...(outcome === 'failed' && { status: 'failed', ...(hasCounts && { failedCount: 1 }) }),
  };
}

/** From the threshold itself, the highest value that is not above it, to a little more. */
function riseAbove(threshold: number | undefined): Facts {
  if (threshold === undefined) return {};
  const rise = Math.max(1, Math.ceil(Math.abs(threshold) / 100));
  return { previousValue: threshold, value: Math.min(Number.MAX_VALUE, threshold + rise) };
}
