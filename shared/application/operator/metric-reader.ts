import type { Deps } from '../ports.ts';
import { firingsRange, stateKey } from '../store/keys.ts';
import { readAll, readRow } from '../store/read-rows.ts';
import { type FiringRow, firingRow, type StateRow, stateRow } from '../store/rows.ts';

/** A topic of one environment. */
interface TopicAddress {
  readonly partition: string;
  readonly topic: string;
}

/** Reads each metric at most once: a message may hold hundreds of samples of one metric, which may have hundreds of firings. */
export interface MetricReader {
  readonly baselineOf: (address: TopicAddress) => Promise<StateRow['baseline']>;
  readonly firingsOf: (address: TopicAddress) => Promise<FiringRow[]>;
}

/** A reader for the samples of one message. */
export function createMetricReader({ store }: Pick<Deps, 'store'>): MetricReader {
  return {
    baselineOf: oncePerTopic(async ({ partition, topic }) => {
      const state = await readRow(store, { partition, key: stateKey(topic) }, stateRow);
      return state?.data.baseline;
    }),
    firingsOf: oncePerTopic(async ({ partition, topic }) => {
      const rows = await readAll(store, { partition, range: firingsRange(topic) }, firingRow);
      return rows.map(({ data }) => data);
    }),
  };
}

function oncePerTopic<T>(read: (address: TopicAddress) => Promise<T>): typeof read {
  const results = new Map<string, Promise<T>>();
  return (address) => {
    const name = `${address.partition}.${address.topic}`;
    const result = results.get(name) ?? read(address);
    results.set(name, result);
    return result;
  };
}
