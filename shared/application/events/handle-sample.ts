import { compareOrder, crossingOf, decideSample, type SampleDecision } from '../../domain/decide-sample.ts';
import type { MetricSample } from '../../domain/events.ts';
import { metricTopic } from '../../domain/topic.ts';
import { matchingSubscribers } from '../firing/match-subscribers.ts';
import { commitPlan, type Occurrence, planFiring } from '../firing/plan-firing.ts';
import { resumeFiring, startFiring } from '../firing/start-firing.ts';
import type { Deps } from '../ports.ts';
import { environmentSeen } from '../store/environments.ts';
import { environmentPartition, stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { untilTopicCommitted } from '../store/retry-on-conflict.ts';
import { type StateRow, stateRow } from '../store/rows.ts';
import { stateWrite, type TopicState } from '../store/topic-state.ts';
import type { Handled } from './handled.ts';

type Applied = Extract<SampleDecision, { outcome: 'applied' }>;

/** Moves the baseline of a metric and fires for every threshold that the move crossed above. */
export async function handleSample(deps: Deps, sample: MetricSample): Promise<Handled> {
  const partition = environmentPartition(sample.environmentId);
  const topic = metricTopic(sample.metricType, sample.name);
  return untilTopicCommitted(deps, { partition, topic }, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    const decision = decideSample(state?.data.baseline, sample);
    if (decision.outcome === 'applied') return apply(deps, sample, { at: { partition, topic, state }, decision });
    const fired = decision.outcome === 'duplicate' ? firedBy(state?.data, sample) : undefined;
    if (fired === undefined) return decision;
    return { ...decision, work: () => resumeFiring(deps, partition, { topic, sequence: fired }) };
  });
}

/** The firing that this very sample has made, if it is the last one that applied. */
function firedBy(state: StateRow | undefined, sample: MetricSample): number | undefined {
  const { baseline } = state ?? {};
  return baseline && compareOrder(baseline, sample) === 0 ? baseline.fired : undefined;
}

interface Application {
  readonly at: TopicState;
  readonly decision: Applied;
}

async function apply(deps: Deps, sample: MetricSample, { at, decision }: Application): Promise<Handled | undefined> {
  const { partition, state } = at;
  if (!state?.data.baseline) await environmentSeen(deps, partition, sample.environmentId);
  const displayName = sample.displayName ?? state?.data.displayName;
  const occurrence = occurrenceOf({ ...sample, displayName }, at, decision);
  const subscribers = occurrence ? await matchingSubscribers(deps, occurrence) : [];
  const fires = occurrence && subscribers.length > 0;
  const sequence = (state?.data.sequence ?? 0) + (fires ? 1 : 0);
  const moved = stateWrite(at, {
    environmentId: sample.environmentId,
    sequence,
    name: sample.name,
    displayName,
    baseline: { ...decision.baseline, ...(fires && { fired: sequence }) },
  });
  if (!fires) return (await deps.store.commit(partition, [moved])) && { outcome: 'applied' };
  const plan = planFiring(deps, { ...occurrence, sequence }, subscribers);
  const writes = [moved, ...plan.writes];
  const etags = await commitPlan(deps, { partition, deliveries: plan.deliveries }, writes);
  return etags && { outcome: 'fires', work: () => startFiring(deps, { partition, plan, subscribers, writes, etags }) };
}

function occurrenceOf(
  sample: MetricSample,
  { partition, topic }: TopicState,
  { rise }: Applied,
): Occurrence | undefined {
  if (!rise) return undefined;
  const { environmentId, evaluatedAt } = sample;
  return {
    partition,
    environmentId,
    topic,
    occurredAt: evaluatedAt,
    eventId: sample.eventId,
    ...crossingOf(sample, rise),
    rise,
  };
}
