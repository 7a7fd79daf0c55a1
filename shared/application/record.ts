import type { Verdict } from '../domain/classify-answer.ts';
import { instantFromMilliseconds } from '../domain/instant.ts';
import { deliveryKey, healthKey, subscriptionKey } from './layout.ts';
import { deadLetterOf, insertWork } from './new-delivery.ts';
import type { Deps, Write } from './ports.ts';
import { readRow } from './read-rows.ts';
import {
  type DeliveryRow,
  deliveryRow,
  healthRow,
  type Stored,
  type SubscriptionRow,
  subscriptionRow,
} from './rows.ts';
import { untilCommitted } from './until-committed.ts';

/** A delivery that was attempted or given up, and what it was before. */
export interface Settled {
  readonly partition: string;
  readonly before: Stored<DeliveryRow>;
  readonly after: DeliveryRow;
  /** Absent when it was given up without an attempt. */
  readonly verdict?: Verdict | undefined;
  /** As it was when the attempt began. */
  readonly subscription?: Stored<SubscriptionRow> | undefined;
}

/** At most six rows each, so that they fit a transaction of a hundred. */
const SETTLED_PER_COMMIT = 16;

/**
 * Writes the results of deliveries of one firing, so many in a transaction. When one of the rows has changed meanwhile, each
 * result is written by itself; one whose lease has gone to another worker is dropped, since that worker's counts.
 */
export async function record(deps: Deps, settled: readonly Settled[]): Promise<void> {
  for (let start = 0; start < settled.length; start += SETTLED_PER_COMMIT) {
    const slice = settled.slice(start, start + SETTLED_PER_COMMIT);
    const writes = (await Promise.all(slice.map((one) => writesOf(deps, one)))).flat();
    const [first] = slice;
    if (!first || (await deps.store.commit(first.partition, writes))) continue;
    await Promise.all(slice.map((one) => recordOne(deps, one)));
  }
}

async function recordOne(deps: Deps, settled: Settled): Promise<void> {
  await untilCommitted(deps, async () => {
    const { topic, group, suffix } = settled.after;
    const address = { partition: settled.partition, key: deliveryKey(topic, group, suffix) };
    const now = await readRow(deps.store, address, deliveryRow);
    if (
      !now ||
      now.data.leasedUntil !== settled.before.data.leasedUntil ||
      now.data.attemptCount !== settled.before.data.attemptCount
    ) {
      return true;
    }
    const written = await deps.store.commit(settled.partition, await writesOf(deps, { ...settled, before: now }));
    return written && true;
  });
}

async function writesOf(deps: Deps, settled: Settled): Promise<Write[]> {
  const { before, after } = settled;
  const writes: Write[] = [{ kind: 'replace', key: before.key, etag: before.etag, data: after }];
  if (before.data.workKey && before.data.workKey !== after.workKey)
    writes.push({ kind: 'remove', key: before.data.workKey });
  if (after.workKey && after.workKey !== before.data.workKey) writes.push(insertWork(after.workKey, after));
  if (after.state === 'dead') writes.push(deadLetterOf(deps, after));
  if (settled.verdict && !after.isTest) writes.push(await healthWrite(deps, settled));
  return [...writes, ...(await endOfSubscription(deps, settled))];
}

/** A success needs no look at what was before; a failure counts on. */
async function healthWrite(deps: Deps, { partition, after }: Settled): Promise<Write> {
  const key = healthKey(after.topic, after.suffix);
  const last = after.attempts.at(-1);
  const lastDelivery = last && { at: last.at, outcome: last.outcome };
  if (after.state === 'delivered') return { kind: 'put', key, data: { consecutiveFailures: 0, lastDelivery } };
  const health = await readRow(deps.store, { partition, key }, healthRow);
  const consecutiveFailures = (health?.data.consecutiveFailures ?? 0) + 1;
  const data = { consecutiveFailures, firstFailureAt: health?.data.firstFailureAt ?? last?.at, lastDelivery };
  return health ? { kind: 'replace', key, etag: health.etag, data } : { kind: 'insert', key, data };
}

/**
 * A receiver that is gone or asleep says so for its subscription, not for the one delivery; but only for the subscription that
 * was asked: one that has been renewed meanwhile is left as it is.
 */
async function endOfSubscription(deps: Deps, { partition, after, verdict, subscription }: Settled): Promise<Write[]> {
  if (verdict?.kind !== 'gone' && verdict?.kind !== 'dormant') return [];
  const key = subscriptionKey(after.topic, after.suffix);
  const now = await readRow(deps.store, { partition, key }, subscriptionRow);
  if (!now || now.etag !== subscription?.etag) return [];
  const ended = verdict.kind === 'gone' ? { goneAt: instantFromMilliseconds(deps.clock.now()) } : {};
  const data: SubscriptionRow = { ...now.data, status: verdict.kind, ...ended };
  return [{ kind: 'replace', key, etag: now.etag, data }];
}
