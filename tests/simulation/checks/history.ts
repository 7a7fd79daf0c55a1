import { type ExpectedFiring, type FiringFacts, firingOfFacts, isFor } from '../../support/expected-firings.ts';
import type { Change } from '../engine/observed-store.ts';
import { endOf, FOREVER, type Lifetime, Lifetimes } from './lifetimes.ts';
import { type Deliveries, readDeliveries } from './timelines.ts';

/** A firing as it was committed. */
export interface StoredFiring {
  readonly id: string;
  readonly topic: string;
  readonly sequence: number;
  readonly commit: number;
  /** The worker that committed the firing read the subscriptions after this transaction. */
  readonly readAfter: number;
  readonly committedAt: number;
  readonly fired: ExpectedFiring;
  /** The subscriptions that matched at the commit. */
  readonly recipients: readonly Lifetime[];
}

/** A sample that changed the baseline of its metric. */
export interface AppliedSample {
  readonly environmentId: string;
  readonly metric: string;
  readonly metricType: string;
  readonly name: string;
  readonly at: number;
  readonly eventId: string;
  readonly value: number;
  /** The subscriptions that existed at the commit. */
  readonly live: readonly Lifetime[];
}

/** Everything that the log of the store says about a run. */
export interface History {
  readonly lifetimes: readonly Lifetime[];
  readonly firings: readonly StoredFiring[];
  readonly samples: readonly AppliedSample[];
  readonly deliveries: Deliveries;
}

interface StateData {
  readonly environmentId: string;
  readonly name?: string;
  readonly baseline?: { readonly value: number; readonly evaluatedAt: string; readonly eventId: string };
}

interface FiringData {
  readonly id: string;
  readonly triggerType: FiringFacts['triggerType'];
  readonly environmentId: string;
  readonly topic: string;
  readonly sequence: number;
  readonly committedAt: string;
  readonly facts: Omit<FiringFacts, 'environmentId' | 'triggerType'>;
}

/** Reads the history of a run from the log of the store. */
export function readHistory(log: readonly Change[]): History {
  const subscriptions = new Lifetimes();
  const lifetimes = subscriptions.all;
  const samples: AppliedSample[] = [];
  const firings = new Map<string, StoredFiring>();
  const lastWrites = new Map<string, StateWrites>();
  for (const change of log) {
    const name = `${change.partition} ${change.key}`;
    if (change.key.startsWith('s.')) subscriptions.follow(change);
    if (!change.data) continue;
    if (change.key.startsWith('t.')) samples.push(...sampleOf(change, lifetimes));
    if (change.key.startsWith('f.') && !firings.has(name))
      firings.set(name, firingOf(change, { lifetimes, lastWrites }));
    if (change.key.startsWith('t.')) noteWrite(lastWrites, change);
  }
  return {
    lifetimes,
    samples: withoutRepeats(samples),
    firings: [...firings.values()],
    deliveries: readDeliveries(log),
  };
}

function sampleOf({ partition, key, data }: Change, live: readonly Lifetime[]): AppliedSample[] {
  const { environmentId, name = '', baseline } = data as StateData;
  if (!baseline) return [];
  const [, metricType = ''] = /^t\.(segment|measure)-/.exec(key) ?? [];
  const { value, evaluatedAt, eventId } = baseline;
  return [
    {
      environmentId,
      metric: `${partition} ${key}`,
      metricType,
      name,
      at: Date.parse(evaluatedAt),
      eventId,
      value,
      live: live.filter((lifetime) => endOf(lifetime) === FOREVER),
    },
  ];
}

/** Drops rewrites of the same baseline: a new subscription rewrites the state of its topic unchanged. */
function withoutRepeats(samples: readonly AppliedSample[]): AppliedSample[] {
  const last = new Map<string, AppliedSample>();
  return samples.filter((sample) => {
    const before = last.get(sample.metric);
    last.set(sample.metric, sample);
    return before?.at !== sample.at || before.eventId !== sample.eventId || before.value !== sample.value;
  });
}

/** The last two transactions that wrote the state of a topic. */
interface StateWrites {
  readonly last: number;
  readonly before: number;
}

function noteWrite(writes: Map<string, StateWrites>, { partition, key, commit }: Change): void {
  const topic = `${partition} ${key.slice('t.'.length)}`;
  writes.set(topic, { last: commit, before: writes.get(topic)?.last ?? -1 });
}

interface ReadSoFar {
  readonly lifetimes: readonly Lifetime[];
  readonly lastWrites: ReadonlyMap<string, StateWrites>;
}

function firingOf({ partition, commit, data }: Change, { lifetimes, lastWrites }: ReadSoFar): StoredFiring {
  const row = data as FiringData;
  const topic = `${partition} ${row.topic}`;
  const { environmentId, triggerType, facts } = row;
  const fired = firingOfFacts({ ...facts, environmentId, triggerType });
  const recipients = lifetimes.filter((lifetime) => endOf(lifetime) === FOREVER && isFor(fired, lifetime.subscriber));
  const { last = -1, before = -1 } = lastWrites.get(topic) ?? {};
  const readAfter = last < commit ? last : before;
  const { id, sequence } = row;
  const committedAt = Date.parse(row.committedAt);
  return { id, topic, sequence, commit, readAfter, committedAt, fired, recipients };
}
