import type { MetricSample } from '../../domain/events.ts';
import { compareOrder, type Order } from '../../domain/sample-order.ts';
import { metricTopic } from '../../domain/topic.ts';
import type { Deps, Store } from '../ports.ts';
import { environmentPartition, firingsRange, firingsUpTo, stateKey } from '../store/keys.ts';
import { readable, readRow } from '../store/read-rows.ts';
import { type FiringRow, firingRow, type StateRow, stateRow } from '../store/rows.ts';

/** A topic of one environment. */
interface TopicAddress {
  readonly partition: string;
  readonly topic: string;
}

/** A message may hold hundreds of events. To look up more of them at once would slow others down. */
export const EVENTS_AT_ONCE = 16;

/** The topic of a sample. */
export function metricAddress({ environmentId, metricType, name }: MetricSample): TopicAddress {
  return { partition: environmentPartition(environmentId), topic: metricTopic(metricType, name) };
}

/** Reads what is stored of metrics: a message may hold hundreds of samples of one metric, which may have thousands of firings. */
export interface MetricReader {
  readonly baselineOf: (address: TopicAddress) => Promise<StateRow['baseline']>;
  /** The firing that a sample made, if it is kept. */
  readonly firingOf: (address: TopicAddress, sample: Order) => Promise<FiringRow | undefined>;
}

/** The newest firings of a metric are read once. Older ones are searched, so that their number matters little. */
const NEWEST_FIRINGS = 20;

/** A reader for the samples of one message. */
export function createMetricReader({ store }: Pick<Deps, 'store'>): MetricReader {
  const newestOf = oncePerTopic(({ partition, topic }) =>
    store.range(partition, { ...firingsRange(topic), top: NEWEST_FIRINGS }),
  );
  return {
    baselineOf: oncePerTopic(async ({ partition, topic }) => {
      const state = await readRow(store, { partition, key: stateKey(topic) }, stateRow);
      return state?.data.baseline;
    }),
    async firingOf(address, sample) {
      const newest = await newestOf(address);
      const rows = readable(store, address.partition, { rows: newest.rows, schema: firingRow });
      const firings = rows.map(({ data }) => data);
      const found = firings.find((firing) => compareOrder(sample, orderOf(firing)) === 0);
      const oldest = firings.at(-1);
      if (found || newest.next === undefined || !oldest) return found;
      return searchFiring(store, address, { sample, before: oldest.sequence });
    },
  };
}

interface Search {
  readonly sample: Order;
  /** The sequence of a firing that is too new. */
  readonly before: number;
}

/** Bisects the firings of a metric: they are in the order of their samples. Retention removes the oldest. */
async function searchFiring(
  store: Store,
  { partition, topic }: TopicAddress,
  { sample, before }: Search,
): Promise<FiringRow | undefined> {
  let [low, high] = [1, before - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const { rows } = await store.range(partition, { ...firingsUpTo(topic, middle), top: 1 });
    const firing = readable(store, partition, { rows, schema: firingRow })[0]?.data;
    const order = firing ? compareOrder(sample, orderOf(firing)) : 1;
    if (order === 0) return firing;
    if (order > 0) low = middle + 1;
    else high = (firing?.sequence ?? low) - 1;
  }
  return undefined;
}

function orderOf({ occurredAt, eventId = '' }: FiringRow): Order {
  return { evaluatedAt: occurredAt, eventId };
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
