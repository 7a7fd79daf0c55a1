import type { TriggerType } from '../../shared/domain/trigger-types.ts';
import { World } from '../support/world.ts';
import { isFor, moveIdentity, type Occurrence, runIdentity, type Subscriber } from './model.ts';
import type { Change } from './observed-store.ts';

/** A subscription from its creation to its end. The same one may be made again. */
export interface Life {
  readonly id: string;
  readonly url: string;
  readonly subscriber: Subscriber;
  /** The numbers of the transactions. */
  readonly from: number;
  /** Its deletion. */
  to: number;
  /** When its receiver said that it is gone. */
  goneFrom: number;
  /** Its receiver said that it is gone or asleep. */
  hasEnded: boolean;
}

export interface StoredFiring {
  readonly id: string;
  readonly topic: string;
  readonly sequence: number;
  readonly commit: number;
  readonly occurrence: Occurrence;
  /** The subscriptions that matched when it was committed. */
  readonly recipients: readonly Life[];
  /** Those that were deleted since the state of the topic was last written: its reader may have seen them still. */
  readonly justDeleted: readonly Life[];
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
}

interface SubscriptionData extends Subscriber {
  readonly id: string;
  readonly status: string;
  readonly sealedCallbackUrl: string;
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
  readonly facts: Readonly<Record<string, string | number | undefined>>;
}

const { cipher } = new World().deps;
const FOREVER = Number.POSITIVE_INFINITY;

/** Reads from the store's transactions, in their order, what became true when. */
export function readHistory(log: readonly Change[]): History {
  const lives: Life[] = [];
  const samples: AppliedSample[] = [];
  const firings = new Map<string, StoredFiring>();
  const live = new Map<string, Life>();
  const lastWrites = new Map<string, StateWrites>();
  for (const change of log) {
    const name = `${change.partition} ${change.key}`;
    if (change.key.startsWith('s.')) followSubscription(lives, live, change);
    if (!change.data) continue;
    if (change.key.startsWith('t.')) samples.push(...sampleOf(change, lives));
    if (change.key.startsWith('f.') && !firings.has(name)) firings.set(name, firingOf(change, { lives, lastWrites }));
    if (change.key.startsWith('t.')) noteWrite(lastWrites, change);
  }
  return { lives, samples: withoutRepeats(samples), firings: [...firings.values()] };
}

function followSubscription(lives: Life[], live: Map<string, Life>, { partition, key, commit, data }: Change): void {
  const name = `${partition} ${key}`;
  const known = live.get(name);
  if (!data) {
    if (known) known.to = commit;
    live.delete(name);
    return;
  }
  const { status, sealedCallbackUrl, ...subscriber } = data as SubscriptionData;
  if (status === 'gone' || status === 'dormant' || status === 'disabled') {
    if (known) known.hasEnded = true;
    if (known && status === 'gone') known.goneFrom = commit;
    return;
  }
  if (known && known.goneFrom === FOREVER) return;
  // One that was gone is as good as new when it is made again.
  if (known) known.to = commit;
  const url = cipher.open(sealedCallbackUrl, '');
  const life: Life = {
    id: subscriber.id,
    url,
    subscriber,
    from: commit,
    to: FOREVER,
    goneFrom: FOREVER,
    hasEnded: false,
  };
  lives.push(life);
  live.set(name, life);
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
  const matching = lives.filter(({ subscriber }) => isFor(occurrence, subscriber));
  const recipients = matching.filter((life) => endOf(life) === FOREVER);
  const { last = -1, before = -1 } = lastWrites.get(topic) ?? {};
  const lastWrite = last < commit ? last : before;
  const justDeleted = matching.filter((life) => endOf(life) !== FOREVER && endOf(life) > lastWrite);
  return { id: row.id, topic, sequence: row.sequence, commit, occurrence, recipients, justDeleted };
}

function endOf({ to, goneFrom }: Life): number {
  return Math.min(to, goneFrom);
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
