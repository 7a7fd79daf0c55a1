import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import type { Change } from '../engine/observed-store.ts';
import { type Deliveries, readDeliveries } from './delivery-history.ts';
import { endOf, FOREVER, type Life, Lives } from './lifetimes.ts';
import { isFor, moveIdentity, type Occurrence, runIdentity } from './model.ts';

export interface StoredFiring {
  readonly id: string;
  readonly topic: string;
  readonly sequence: number;
  readonly commit: number;
  /** Whoever committed it has read the subscriptions after this transaction. */
  readonly readAfter: number;
  readonly committedAt: number;
  readonly occurrence: Occurrence;
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
  readonly id: string;
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
  readonly triggerType: TriggerType;
  readonly environmentId: string;
  readonly topic: string;
  readonly sequence: number;
  readonly committedAt: string;
  readonly facts: Readonly<Record<string, string | number | undefined>>;
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
  const { value, evaluatedAt, eventId: id } = baseline;
  return [
    {
      environmentId,
      metric: `${partition} ${key}`,
      metricType,
      name,
      at: Date.parse(evaluatedAt),
      id,
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
    return before?.at !== sample.at || before.id !== sample.id || before.value !== sample.value;
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
  const occurrence = occurrenceOf(row);
  const recipients = lives.filter((life) => endOf(life) === FOREVER && isFor(occurrence, life.subscriber));
  const { last = -1, before = -1 } = lastWrites.get(topic) ?? {};
  const readAfter = last < commit ? last : before;
  const { id, sequence } = row;
  const committedAt = Date.parse(row.committedAt);
  return { id, topic, sequence, commit, readAfter, committedAt, occurrence, recipients };
}

function occurrenceOf({ environmentId, triggerType, facts }: FiringData): Occurrence {
  const { runId, dataSourceName, status, submission, value, previousValue, evaluatedAt } = facts;
  const name = text(dataSourceName ?? facts.segmentName ?? facts.measureName);
  const common = { environmentId, triggerType, name };
  if (value === undefined) {
    const identity = runIdentity({ ...common, runId: String(runId) });
    return { ...common, identity, isFailure: status === 'failed', submission: text(submission) };
  }
  const [from, to, at] = [Number(previousValue), Number(value), Date.parse(String(evaluatedAt))];
  return { ...common, identity: moveIdentity({ ...common, name: name ?? '', from, to, at }), from, to };
}

function text(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
