import { chunks } from '../chunks.ts';
import { BATCH_SIZE } from '../delivery/delivery-message.ts';
import { giveUp, type Settled } from '../delivery/delivery-writes.ts';
import { isFree, isHeld, reasonToGiveUp, subscriberOf } from '../delivery/eligibility.ts';
import { type Leased, lease } from '../delivery/lease.ts';
import type { DeliveryBatch, Deps } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { deliveriesRange, RELEASE, subscriptionsRange } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { type DeliveryRow, deliveryRow, type Stored, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';
import { passCircuit } from './admit-probe.ts';
import { attemptAll, attemptInTurn } from './attempt-batch.ts';
import { postpone } from './defer.ts';
import { record } from './record-results.ts';
import { release } from './release-parked.ts';

/** Attempts the deliveries of a batch that are due and that nobody else is at: the one way in for first attempts, retries and resumed ones. */
export async function deliver(deps: Deps, batch: DeliveryBatch): Promise<DeliveryRow[]> {
  if (batch.group === RELEASE) return release(deps, batch);
  const { partition, topic, group, from, to } = batch;
  const range = deliveriesRange(topic, group, { from, to });
  const waiting = (await readAll(deps.store, { partition, range }, deliveryRow)).filter((row) =>
    isFree(deps, row.data),
  );
  await waitForEarly(deps, waiting);
  const ended: DeliveryRow[] = [];
  for (const slice of chunks(waiting, BATCH_SIZE)) ended.push(...(await deliverSome(deps, partition, slice)));
  return ended;
}

async function waitForEarly(deps: Deps, waiting: readonly Stored<DeliveryRow>[]): Promise<void> {
  const latest = Math.max(0, ...waiting.map(({ data }) => Date.parse(data.dueAt)));
  if (latest > deps.clock.now()) await deps.clock.sleep(latest - deps.clock.now());
}

async function deliverSome(
  deps: Deps,
  partition: string,
  waiting: readonly Stored<DeliveryRow>[],
): Promise<DeliveryRow[]> {
  const subscriptions = await subscriptionsOf(deps, partition, waiting);
  const ready: Leased[] = [];
  const held: Leased[] = [];
  const ended: Settled[] = [];
  for (const delivery of waiting) {
    const subscription = subscriptions.get(delivery.data.suffix);
    const end = reasonToGiveUp(delivery.data, subscription?.data);
    if (subscription && !end)
      (isHeld(delivery, subscription) ? held : ready).push({ partition, delivery, subscription });
    else ended.push({ partition, before: delivery, after: giveUp(delivery.data, end ?? 'unsubscribed') });
  }
  const attempted = await settleAll([
    attemptReady(deps, ready),
    ...held.map((one) => attemptHeld(deps, one)),
    record(deps, ended).then(() => ended.map(({ after }) => after)),
  ]);
  return attempted.flat();
}

/** Those for which there is a place; the others are put off. */
async function attemptReady(deps: Deps, ready: readonly Leased[]): Promise<DeliveryRow[]> {
  const placed = ready.filter(({ subscription }) => deps.pacing.take(subscription.data.id, 'queued'));
  const busy = ready.filter((one) => !placed.includes(one));
  const ended = await settleAll([
    leaseInPlace(deps, placed).then((leased) => attemptAll(deps, leased)),
    ...busy.map((one) => postpone(deps, one).then(() => [])),
  ]);
  return ended.flat();
}

/** The circuit of its subscription was seen open: one at a time is let through. */
async function attemptHeld(deps: Deps, one: Leased): Promise<DeliveryRow[]> {
  const passed = await passCircuit(deps, one);
  return attemptInTurn(deps, passed);
}

/** Places are given back where another worker has the lease. */
async function leaseInPlace(deps: Deps, placed: readonly Leased[]): Promise<Leased[]> {
  let leased: Leased[] = [];
  try {
    leased = await lease(deps, placed);
    return leased;
  } finally {
    const taken = new Set(leased.map(({ delivery }) => delivery.key));
    for (const { delivery, subscription } of placed)
      if (!taken.has(delivery.key)) deps.pacing.leave(subscription.data.id);
  }
}

/** The subscriptions of a topic lie in the order of its deliveries, so one range holds them. */
async function subscriptionsOf(deps: Deps, partition: string, waiting: readonly Stored<DeliveryRow>[]) {
  const [first, last] = [waiting.at(0)?.data, waiting.at(-1)?.data];
  if (!first || !last) return new Map<string, Stored<SubscriptionRow>>();
  const { topic } = first;
  const range = subscriptionsRange(topic, first.suffix, last.suffix);
  const rows = await readAll(deps.store, { partition, range }, subscriptionRow);
  return new Map(rows.map((row) => [subscriberOf(topic, row).suffix, row]));
}
