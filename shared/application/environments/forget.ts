import type { MetricType } from '../../contract/trigger-types.ts';
import { metricTopic, type TopicKey } from '../../domain/topic.ts';
import type { Deps, Write } from '../ports.ts';
import { dataSourceKey, environmentPartition, processKey, stateKey, subscribersRange } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { type StateRow, type Stored, stateRow } from '../store/rows.ts';
import { writeState } from '../store/topic-state.ts';

/** Forgets the last run of a data source. An unknown one is no error. The runs that have fired stay known. */
export async function forgetDataSource(deps: Deps, environmentId: string, name: string): Promise<void> {
  await removeRow(deps, environmentPartition(environmentId), dataSourceKey(name));
}

/** A segment or measure. */
interface Metric {
  readonly environmentId: string;
  readonly metricType: MetricType;
  readonly name: string;
}

/**
 * Forgets a metric: its next value is a baseline again. An unknown one is no error. The sequence of its firings and its
 * subscriptions stay.
 */
export async function forgetMetric(deps: Deps, { environmentId, metricType, name }: Metric): Promise<void> {
  const partition = environmentPartition(environmentId);
  const topic = metricTopic(metricType, name);
  // Without the baseline, a failed segmentation that was repeated since would show up in the status report.
  if (metricType === 'segment') await removeRow(deps, partition, processKey('segmentation', name));
  await retryOnTopicConflict(deps, { partition, topic }, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    if (!state?.data.baseline) return;
    await deps.store.commit(partition, [await forgettingWrite(deps, { partition, topic, state })]);
  });
}

interface KnownMetric {
  readonly partition: string;
  readonly topic: TopicKey;
  readonly state: Stored<StateRow>;
}

/** The state stays for the sequence, and for subscriptions, which conflict with an event by it. Otherwise its row is removed. */
async function forgettingWrite({ store }: Deps, { partition, topic, state }: KnownMetric): Promise<Write> {
  const { baseline: _, name: _name, displayName: _displayName, ...kept } = state.data;
  const subscribers = await store.range(partition, { ...subscribersRange(topic), top: 1 });
  if (kept.sequence > 0 || subscribers.rows.length > 0) return writeState({ topic, state }, kept);
  return { kind: 'remove', key: state.key, etag: state.etag };
}

async function removeRow({ store }: Deps, partition: string, key: string): Promise<void> {
  await onConflict(store.commit(partition, [{ kind: 'remove', key }]), () => undefined);
}
