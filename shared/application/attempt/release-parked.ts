import { touch } from '../delivery/circuit-writes.ts';
import { enqueueOne } from '../delivery/delivery-message.ts';
import { buried, deadLetterOf, giveUp, moved } from '../delivery/delivery-writes.ts';
import { reasonToGiveUp } from '../delivery/eligibility.ts';
import type { Leased } from '../delivery/lease.ts';
import { dueFrom, leaseEnd } from '../delivery/schedule.ts';
import type { DeliveryBatch, Deps, Row, Write } from '../ports.ts';
import {
  circuitKey,
  deliveryKey,
  hasToken,
  subscriptionKey,
  tokenWorkKey,
  waitingKey,
  waitingRange,
  workKey,
} from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnConflict } from '../store/retry-on-conflict.ts';
import {
  type DeliveryRow,
  deliveryRow,
  healthRow,
  parkedRow,
  parseRow,
  type Stored,
  subscriptionRow,
} from '../store/rows.ts';
import { newWriteToken, type WriteToken } from '../store/write-token.ts';
import { attemptInTurn } from './attempt-batch.ts';
import { dropLock, keepLock, type Lock, takeLock } from './release-lock.ts';

/** So many in one invocation, and none after so long, which is well below what the host grants one; the next message goes on. */
const RELEASED_AT_ONCE = 20;

const LONG_MS = 2 * 60_000;

/** What one step did: sent or ended a delivery, found nothing that waits, or found that the rest has to wait on. */
type Step = { readonly ended: DeliveryRow[] } | 'empty' | 'held';

/** Sends what waits for a subscription, oldest first, one after another; or gives it up when the subscription has ended. */
export async function release(deps: Deps, batch: DeliveryBatch): Promise<DeliveryRow[]> {
  const began = deps.clock.now();
  let lock = await takeLock(deps, batch);
  if (!lock) return [];
  const work = batch.work === undefined ? undefined : await deps.store.read(batch.partition, batch.work);
  const ended: DeliveryRow[] = [];
  for (let count = 0; count < RELEASED_AT_ONCE && deps.clock.now() - began < LONG_MS; count++) {
    const step = await releaseNext(deps, batch);
    if (typeof step === 'string') {
      await finish(deps, lock, work);
      return ended;
    }
    ended.push(...step.ended);
    lock = await keepLock(deps, lock);
    // Another has gone on by now.
    if (!lock) return ended;
  }
  await dropLock(deps, lock);
  await deps.deliveries.enqueue(batch, 0);
  return ended;
}

/** The work leaves as it was read: put anew meanwhile, it is for what has come to wait since. */
async function finish(deps: Deps, lock: Lock, work: Row | undefined): Promise<void> {
  await dropLock(deps, lock);
  if (!work) return;
  const removal = { kind: 'remove' as const, key: work.key, etag: work.etag };
  await onConflict(deps.store.commit(lock.partition, [removal]), () => undefined);
}

async function releaseNext(deps: Deps, batch: DeliveryBatch): Promise<Step> {
  const tried: Tried = { token: newWriteToken(deps) };
  const next = await retryOnConflict(
    deps,
    async () => (await takenBefore(deps, batch.partition, tried)) ?? (await takeNext(deps, batch, tried)),
  );
  return 'delivery' in Object(next) ? { ended: await attemptInTurn(deps, [next as Leased]) } : (next as Step);
}

/** What the last try to take a delivery would have made of it. */
interface Tried {
  readonly token: WriteToken;
  last?: Leased | undefined;
}

/** A try whose answer was lost looks like a conflict when the storage client repeats it: then the delivery is taken already. */
async function takenBefore(deps: Deps, partition: string, { last, token }: Tried): Promise<Leased | undefined> {
  if (!last) return undefined;
  const now = await readRow(deps.store, { partition, key: last.delivery.key }, deliveryRow);
  return now && hasToken(now.data.workKey, token) ? { ...last, delivery: now } : undefined;
}

/** Takes the oldest delivery that waits out of waiting, in one transaction with whatever that depends on. */
async function takeNext(
  deps: Deps,
  { partition, topic, from: suffix }: DeliveryBatch,
  tried: Tried,
): Promise<Leased | Step> {
  const at = (key: string) => ({ partition, key });
  const health = await readRow(deps.store, at(circuitKey(topic, suffix)), healthRow);
  const subscription = await readRow(deps.store, at(subscriptionKey(topic, suffix)), subscriptionRow);
  const { rows } = await deps.store.range(partition, { ...waitingRange(topic, suffix), top: 1 });
  const [first] = rows;
  if (!first) return 'empty';
  const { group } = parseRow(parkedRow, first).data;
  const unparked: Write = { kind: 'remove', key: waitingKey(topic, suffix, group) };
  const delivery = await readRow(deps.store, at(deliveryKey(topic, group, suffix)), deliveryRow);
  if (delivery?.data.state !== 'waiting') {
    await deps.store.commit(partition, [unparked]);
    return { ended: [] };
  }
  const end = reasonToGiveUp(delivery.data, subscription?.data);
  if (end || !subscription) return endWaiting(deps, { partition, delivery, unparked }, end ?? 'unsubscribed');
  const circuit = subscription.data.status === 'failing' ? health?.data.circuit : undefined;
  if (circuit?.probe !== undefined) return 'held';
  const probeAt = circuit ? Math.max(deps.clock.now(), Date.parse(circuit.probeAt)) : deps.clock.now();
  const taken = takenOut(deps, delivery.data, { at: probeAt, token: tried.token });
  const touched = touch(taken, health, circuit && group);
  tried.last = taken.leasedUntil ? { partition, subscription, delivery: { ...delivery, data: taken } } : undefined;
  const etags = await deps.store.commit(partition, [...moved(delivery, taken), unparked, touched]);
  if (tried.last) return { ...tried.last, delivery: { ...tried.last.delivery, etag: etags[0] ?? '' } };
  await enqueueOne(deps, { partition, delivery: taken }, probeAt - deps.clock.now());
  return 'held';
}

/** Leased when it is to be sent now, on its way to the queue when it is the probe of later. */
function takenOut(deps: Deps, delivery: DeliveryRow, { at, token }: { at: number; token: WriteToken }): DeliveryRow {
  const leasedUntil = at > deps.clock.now() ? undefined : leaseEnd(deps);
  const due = dueFrom(at, delivery);
  const work = leasedUntil ? workKey(leasedUntil, delivery) : due.workKey;
  const state = delivery.attemptCount > 0 ? 'retrying' : 'pending';
  return { ...delivery, ...due, state, leasedUntil, workKey: tokenWorkKey(work, token) };
}

interface Waiting {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  readonly unparked: Write;
}

async function endWaiting(deps: Deps, { partition, delivery, unparked }: Waiting, reason: string): Promise<Step> {
  const dead = buried(deps, giveUp(delivery.data, reason));
  await deps.store.commit(partition, [...moved(delivery, dead), unparked, deadLetterOf(deps, dead)]);
  return { ended: [dead] };
}
