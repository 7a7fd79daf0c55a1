import { instantToMilliseconds } from '../../domain/instant.ts';
import { rewriteCircuit } from '../delivery/circuit-writes.ts';
import { giveUp } from '../delivery/dead-letter-writes.ts';
import { reportDead } from '../delivery/delivery-lines.ts';
import { enqueueWhenDue } from '../delivery/delivery-message.ts';
import { replaceDelivery } from '../delivery/delivery-writes.ts';
import { reasonToGiveUp } from '../delivery/eligibility.ts';
import type { Leased } from '../delivery/lease.ts';
import { deliveryWork, dueFrom, leaseEnd } from '../delivery/schedule.ts';
import type { Deps, ReleaseMessage, Write } from '../ports.ts';
import {
  circuitKey,
  deliveryKey,
  hasToken,
  isWorkKey,
  subscriptionKey,
  tokenWorkKey,
  waitingKey,
  waitingRange,
  workKey,
} from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnConflict } from '../store/retry-on-conflict.ts';
import {
  circuitRow,
  type DeliveryRow,
  deliveryRow,
  parseRow,
  type Stored,
  subscriptionRow,
  type Work,
  waitingRow,
  workRow,
} from '../store/rows.ts';
import { newWriteToken, type WriteToken } from '../store/write-token.ts';
import { attemptInSequence } from './attempt-batch.ts';
import { dropLock, keepLock, type ReleaseLock, takeLock } from './release-lock.ts';

/** Limits for one invocation, well below the host's function timeout. The next message goes on with the rest. */
const DELIVERIES_PER_RELEASE = 20;
const RELEASE_FOR_MS = 2 * 60_000;

/** What one step of a release found, and did. */
type Step =
  /** The oldest waiting delivery, taken out of waiting and leased. */
  | { readonly kind: 'taken'; readonly leased: Leased }
  | { readonly kind: 'given-up' }
  /** A mark of waiting whose delivery waits no more; the mark is removed. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'nothing-waits' }
  /** The circuit is still open: its probe is under way, or is due later. */
  | { readonly kind: 'still-open' };

/** Sends the deliveries that wait for a subscription, oldest first, one after another; gives them up if it has ended. */
export async function releaseWaiting(deps: Deps, message: ReleaseMessage): Promise<void> {
  const began = deps.clock.now();
  let lock = await takeLock(deps, message);
  if (!lock) return;
  const work = await readWork(deps, message);
  for (let count = 0; count < DELIVERIES_PER_RELEASE && deps.clock.now() - began < RELEASE_FOR_MS; count++) {
    const step = await releaseNext(deps, message);
    if (step.kind === 'nothing-waits' || step.kind === 'still-open') {
      await finish(deps, lock, work);
      return;
    }
    if (step.kind === 'taken') await attemptInSequence(deps, step.leased);
    lock = await keepLock(deps, lock);
    // The lock expired, and another worker goes on with the release.
    if (!lock) return;
  }
  await dropLock(deps, lock);
  await deps.deliveries.enqueue(message, 0);
}

/** The work row that the message names, if it is one for this release: a message must not remove any other row. */
async function readWork(deps: Deps, message: ReleaseMessage): Promise<Stored<Work> | undefined> {
  const { partition, topic, suffix, work: key } = message;
  if (key === undefined || !isWorkKey(key)) return undefined;
  const row = await readRow(deps.store, { partition, key }, workRow);
  const isOfThisRelease = row?.data.kind === 'release' && row.data.topic === topic && row.data.suffix === suffix;
  return isOfThisRelease ? row : undefined;
}

/** Removes the work row unless it was written again since it was read, which is for deliveries that wait since then. */
async function finish(deps: Deps, lock: ReleaseLock, work: Stored<Work> | undefined): Promise<void> {
  await dropLock(deps, lock);
  if (!work) return;
  const removal: Write = { kind: 'remove', key: work.key, etag: work.etag };
  await onConflict(deps.store.commit(lock.partition, [removal]), () => undefined);
}

/** The try before the present one: what it would have leased, should its commit have taken place. */
interface Tried {
  readonly token: WriteToken;
  leased?: Leased | undefined;
}

async function releaseNext(deps: Deps, message: ReleaseMessage): Promise<Step> {
  const tried: Tried = { token: newWriteToken(deps) };
  return retryOnConflict(
    deps,
    async () => (await takenBefore(deps, message.partition, tried)) ?? (await takeNext(deps, message, tried)),
  );
}

/** When the storage client repeats a commit whose answer was lost, it reports a conflict although the delivery was taken. */
async function takenBefore(deps: Deps, partition: string, { leased, token }: Tried): Promise<Step | undefined> {
  if (!leased) return undefined;
  const now = await readRow(deps.store, { partition, key: leased.delivery.key }, deliveryRow);
  if (!now || !hasToken(now.data.workKey, token)) return undefined;
  return { kind: 'taken', leased: { ...leased, delivery: now } };
}

/** Takes the oldest waiting delivery out of waiting, in one transaction with every row that this depends on. */
async function takeNext(deps: Deps, { partition, topic, suffix }: ReleaseMessage, tried: Tried): Promise<Step> {
  const at = (key: string) => ({ partition, key });
  const circuit = await readRow(deps.store, at(circuitKey(topic, suffix)), circuitRow);
  const subscription = await readRow(deps.store, at(subscriptionKey(topic, suffix)), subscriptionRow);
  const { rows } = await deps.store.range(partition, { ...waitingRange(topic, suffix), top: 1 });
  const [first] = rows;
  if (!first) return { kind: 'nothing-waits' };
  const { group } = parseRow(waitingRow, first).data;
  const noLongerWaiting: Write = { kind: 'remove', key: waitingKey(topic, suffix, group) };
  const delivery = await readRow(deps.store, at(deliveryKey(topic, group, suffix)), deliveryRow);
  if (delivery?.data.state !== 'waiting') {
    await deps.store.commit(partition, [noLongerWaiting]);
    return { kind: 'stale' };
  }
  const reason = reasonToGiveUp(delivery.data, subscription?.data);
  if (reason || !subscription) {
    return giveUpWaiting(deps, { partition, delivery, noLongerWaiting }, reason ?? 'unsubscribed');
  }
  const open = subscription.data.status === 'failing' ? circuit?.data.circuit : undefined;
  if (open?.probe !== undefined) return { kind: 'still-open' };
  const dueAt = open ? Math.max(deps.clock.now(), instantToMilliseconds(open.probeAt)) : deps.clock.now();
  const data = takenOut(deps, delivery.data, { dueAt, token: tried.token });
  tried.leased = data.leasedUntil ? { partition, subscription, delivery: { ...delivery, data } } : undefined;
  const [etag = ''] = await deps.store.commit(partition, [
    ...replaceDelivery(deps, delivery, data),
    noLongerWaiting,
    rewriteCircuit(circuit, data, open && group),
  ]);
  if (tried.leased) return { kind: 'taken', leased: { ...tried.leased, delivery: { ...delivery, etag, data } } };
  await enqueueWhenDue(deps, { partition, delivery: data }, dueAt);
  return { kind: 'still-open' };
}

/** Leased when it is sent now; with work for the queue when it is a probe that is due later. */
function takenOut(
  deps: Deps,
  delivery: DeliveryRow,
  { dueAt, token }: { readonly dueAt: number; readonly token: WriteToken },
): DeliveryRow {
  const leasedUntil = dueAt > deps.clock.now() ? undefined : leaseEnd(deps);
  const due = dueFrom(dueAt, delivery);
  const work = leasedUntil ? workKey(leasedUntil, deliveryWork(delivery)) : due.workKey;
  const state = delivery.attemptCount > 0 ? 'retrying' : 'pending';
  return { ...delivery, ...due, state, leasedUntil, workKey: tokenWorkKey(work, token) };
}

interface Waiting {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  readonly noLongerWaiting: Write;
}

async function giveUpWaiting(deps: Deps, waiting: Waiting, reason: string): Promise<Step> {
  const { partition, delivery, noLongerWaiting } = waiting;
  const dead = giveUp(delivery.data, reason);
  await deps.store.commit(partition, [...replaceDelivery(deps, delivery, dead), noLongerWaiting]);
  reportDead(deps, [dead]);
  return { kind: 'given-up' };
}
