import { type ExpectedFiring, type FiringFacts, firingOfFacts, isFor } from '../../support/expected-firings.ts';
import type { Change } from '../engine/observed-store.ts';
import { type Deliveries, readDeliveries } from './delivery-history.ts';
import { endOf, FOREVER, type Life, Lives } from './lives.ts';

export interface StoredFiring {
  readonly id: string;
  readonly topic: string;
  readonly sequence: number;
  readonly commit: number;
  /** Whoever committed it has read the subscriptions after this transaction. */
  readonly readAfter: number;
  readonly committedAt: number;
  readonly fired: ExpectedFiring;
  /** The subscriptions that matched when it was committed. */
  readonly recipients: readonly Life[];
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
  /** The subscriptions there were then. */
  readonly live: readonly Life[];
}

export interface History {
  readonly lives: readonly Life[];
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

/** Reads from the store's transactions, in their order, what became true when. */
export function readHistory(log: readonly Change[]): History {
  const subscriptions = new Lives();
  const lives = subscriptions.all;
  const samples: AppliedSample[] = [];
  const firings = new Map<string, StoredFiring>();
  const lastWrites = new Map<string, StateWrites>();
  for (const change of log) {
    const name = `${change.partition} ${change.key}`;
    if (change.key.startsWith('s.')) subscriptions.follow(change);
    if (!change.data) continue;
    if (change.key.startsWith('t.')) samples.push(...sampleOf(change, lives));
    if (change.key.startsWith('f.') && !firings.has(name)) firings.set(name, firingOf(change, { lives, lastWrites }));
    if (change.key.startsWith('t.')) noteWrite(lastWrites, change);
  }
  return { lives, samples: withoutRepeats(samples), firings: [...firings.values()], deliveries: readDeliveries(log) };
}

function sampleOf({ partition, key, data }: Change, live: readonly Life[]): AppliedSample[] {
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
      live: live.filter((life) => endOf(life) === FOREVER),
    },
  ];
}

/** A state is also rewritten as it was, when somebody subscribes. */
function withoutRepeats(samples: readonly AppliedSample[]): AppliedSample[] {
  const last = new Map<string, AppliedSample>();
  return samples.filter((sample) => {
    const before = last.get(sample.metric);
    last.set(sample.metric, sample);
    return before?.at !== sample.at || before.eventId !== sample.eventId || before.value !== sample.value;
  });
}

/** The transactions that last wrote the state of a topic, and wrote it before that. */
interface StateWrites {
  readonly last: number;
  readonly before: number;
}

function noteWrite(writes: Map<string, StateWrites>, { partition, key, commit }: Change): void {
  const topic = `${partition} ${key.slice('t.'.length)}`;
  writes.set(topic, { last: commit, before: writes.get(topic)?.last ?? -1 });
}

interface Sofar {
  readonly lives: readonly Life[];
  readonly lastWrites: ReadonlyMap<string, StateWrites>;
}

function firingOf({ partition, commit, data }: Change, { lives, lastWrites }: Sofar): StoredFiring {
  const row = data as FiringData;
  const topic = `${partition} ${row.topic}`;
  const { environmentId, triggerType, facts } = row;
  const fired = firingOfFacts({ ...facts, environmentId, triggerType });
  const recipients = lives.filter((life) => endOf(life) === FOREVER && isFor(fired, life.subscriber));
  const { last = -1, before = -1 } = lastWrites.get(topic) ?? {};
  const readAfter = last < commit ? last : before;
  const { id, sequence } = row;
  const committedAt = Date.parse(row.committedAt);
  return { id, topic, sequence, commit, readAfter, committedAt, fired, recipients };
}
