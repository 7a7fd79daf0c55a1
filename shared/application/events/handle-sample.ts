import { crossingOf, decideSample, type SampleDecision } from '../../domain/decide-sample.ts';
import type { MetricSample } from '../../domain/events.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { compareOrder, orderText } from '../../domain/sample-order.ts';
import { metricTopic } from '../../domain/topic.ts';
import { begun } from '../firing/begun-attempts.ts';
import { commitFiring } from '../firing/commit-firing.ts';
import { matchSubscribers } from '../firing/match-subscribers.ts';
import type { Occurrence } from '../firing/occurrence.ts';
import { resumeFiring } from '../firing/resume-firing.ts';
import type { Deps } from '../ports.ts';
import { environmentSeen } from '../store/environments.ts';
import { environmentPartition, firingGroup, stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { type StateRow, stateRow } from '../store/rows.ts';
import { type TopicState, writeState } from '../store/topic-state.ts';
import type { Handled } from './handled.ts';

type Applied = Extract<SampleDecision, { outcome: 'applied' }>;

/** Moves the baseline of a metric, and fires for every threshold that the move crossed above. */
export async function handleSample(deps: Deps, sample: MetricSample): Promise<Handled> {
  const partition = environmentPartition(sample.environmentId);
  const topic = metricTopic(sample.metricType, sample.name);
  return retryOnTopicConflict(deps, { partition, topic, order: orderText(sample) }, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    const decision = decideSample(state?.data.baseline, sample);
    if (decision.outcome === 'applied') return apply(deps, sample, { at: { partition, topic, state }, decision });
    const fired = decision.outcome === 'duplicate' ? sequenceFiredBy(sample, state?.data) : undefined;
    if (fired === undefined) return decision;
    const group = firingGroup(fired);
    return { outcome: 'duplicate', ...begun(resumeFiring(deps, { partition, topic, group })) };
  });
}

/** The sequence of the firing that this sample has made, if it is the last sample that applied. */
function sequenceFiredBy(sample: MetricSample, state: StateRow | undefined): number | undefined {
  const { baseline } = state ?? {};
  return baseline && compareOrder(baseline, sample) === 0 ? baseline.fired : undefined;
}

interface Application {
  readonly at: TopicState;
  readonly decision: Applied;
}

async function apply(deps: Deps, sample: MetricSample, { at, decision }: Application): Promise<Handled> {
  const { partition, state } = at;
  if (!state?.data.baseline) await environmentSeen(deps, partition, sample.environmentId);
  const named = { ...sample, displayName: sample.displayName ?? state?.data.displayName };
  const occurrence = occurrenceOf(named, at, decision);
  const subscribers = occurrence ? await matchSubscribers(deps, occurrence) : [];
  const sequence = state?.data.sequence ?? 0;
  const baseline = { ...decision.baseline, appliedAt: instantFromMilliseconds(deps.clock.now()) };
  if (!occurrence || subscribers.length === 0) {
    await deps.store.commit(partition, [writeState(at, stateAfter(at, named, { sequence, baseline }))]);
    return { outcome: 'applied' };
  }
  const fired = sequence + 1;
  const after = stateAfter(at, named, { sequence: fired, baseline: { ...baseline, fired } });
  const writes = [writeState(at, after)];
  return {
    outcome: 'fires',
    ...(await commitFiring(deps, { ...occurrence, sequence: fired }, { subscribers, writes })),
  };
}

function stateAfter(
  { state }: TopicState,
  { environmentId, name, displayName }: MetricSample,
  { sequence, baseline }: Pick<StateRow, 'sequence' | 'baseline'>,
): StateRow {
  return { ...state?.data, environmentId, sequence, name, displayName, baseline };
}

/** What a sample that rises may fire. */
function occurrenceOf(
  sample: MetricSample,
  { partition, topic }: TopicState,
  { rise }: Applied,
): Occurrence | undefined {
  if (!rise) return undefined;
  const { environmentId, evaluatedAt, eventId, arrivedAt, traceparent } = sample;
  return {
    partition,
    environmentId,
    topic,
    occurredAt: evaluatedAt,
    eventId,
    arrivedAt,
    traceparent,
    ...crossingOf(sample, rise),
    rise,
  };
}
