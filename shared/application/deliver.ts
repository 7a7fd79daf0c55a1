import { instantFromMilliseconds } from '../domain/instant.ts';
import { isReceiving } from '../domain/subscription.ts';
import { allThrough } from './all-through.ts';
import { attemptAll, attemptInTurn, type Leased } from './attempt-all.ts';
import { BATCH_SIZE } from './fan-out.ts';
import { between, deliveryKey, RELEASE, sequenceOf, subscriptionKey } from './layout.ts';
import { leaseEnd, subscriberOf } from './new-delivery.ts';
import { passCircuit } from './pass-circuit.ts';
import type { DeliveryBatch, Deps, Write } from './ports.ts';
import { postpone } from './postpone.ts';
import { readAll } from './read-rows.ts';
import { record, type Settled } from './record.ts';
import { release } from './release.ts';
import { type DeliveryRow, deliveryRow, type Stored, type SubscriptionRow, subscriptionRow } from './rows.ts';
import { giveUp } from './settle.ts';

/** Clocks differ a little: a delivery that is due this soon is waited for rather than left to the sweeper. */
const EARLY_MS = 2_000;

/** Attempts the deliveries of a batch that are due and that nobody else is at: the one way in for first attempts, retries and resumed ones. */
export async function deliver(deps: Deps, batch: DeliveryBatch): Promise<DeliveryRow[]> {
  if (batch.group === RELEASE) return release(deps, batch);
  const { partition, topic, group, from, to } = batch;
  const range = between(deliveryKey(topic, group, from), deliveryKey(topic, group, to));
  const waiting = (await readAll(deps.store, { partition, range }, deliveryRow)).filter((row) =>
    isFree(deps, row.data),
  );
  await waitForEarly(deps, waiting);
  const ended: DeliveryRow[] = [];
  for (let start = 0; start < waiting.length; start += BATCH_SIZE) {
    ended.push(...(await deliverSome(deps, partition, waiting.slice(start, start + BATCH_SIZE))));
  }
  return ended;
}

export function isFree(deps: Deps, { workKey, leasedUntil, dueAt }: DeliveryRow): boolean {
  const now = deps.clock.now();
  return (
    workKey !== undefined &&
    dueAt <= instantFromMilliseconds(now + EARLY_MS) &&
    (leasedUntil === undefined || leasedUntil <= instantFromMilliseconds(now))
  );
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
  const attempted = await allThrough([
    attemptReady(deps, ready),
    ...held.map((one) => attemptHeld(deps, one)),
    record(deps, ended).then(() => ended.map(({ after }) => after)),
  ]);
  return attempted.flat();
}

function isHeld(delivery: Stored<DeliveryRow>, subscription: Stored<SubscriptionRow>): boolean {
  return subscription.data.status === 'failing' && !delivery.data.isTest;
}

/** Those for which there is a place; the others are put off. */
async function attemptReady(deps: Deps, ready: readonly Leased[]): Promise<DeliveryRow[]> {
  const placed = ready.filter(({ subscription }) => deps.pacing.take(subscription.data.id, 'queued'));
  const busy = ready.filter((one) => !placed.includes(one));
  const ended = await allThrough([
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
  const range = between(subscriptionKey(topic, first.suffix), subscriptionKey(topic, last.suffix));
  const rows = await readAll(deps.store, { partition, range }, subscriptionRow);
  return new Map(rows.map((row) => [subscriberOf(topic, row).suffix, row]));
}

/** A subscription that was made anew under the same id gets only what was fired after that. */
export function reasonToGiveUp(delivery: DeliveryRow, subscription: SubscriptionRow | undefined): string | undefined {
  if (!subscription) return 'unsubscribed';
  if (delivery.isTest) return undefined;
  if (subscription.since >= sequenceOf(delivery.group)) return 'unsubscribed';
  return isReceiving(subscription.status) ? undefined : subscription.status;
}

/** Takes the leases in one transaction; if another worker has one of them by now, each by itself. */
async function lease(deps: Deps, wanted: readonly Leased[]): Promise<Leased[]> {
  if (wanted.length === 0) return [];
  const together = await takeLeases(deps, wanted);
  if (together || wanted.length === 1) return together ?? [];
  const alone = await Promise.all(wanted.map((one) => takeLeases(deps, [one])));
  return alone.flatMap((taken) => taken ?? []);
}

async function takeLeases(deps: Deps, wanted: readonly Leased[]): Promise<Leased[] | undefined> {
  const [first] = wanted;
  if (!first) return [];
  const leasedUntil = leaseEnd(deps);
  const rows = wanted.map(({ delivery }) => ({ ...delivery, data: { ...delivery.data, leasedUntil } }));
  const writes = rows.map(({ key, etag, data }): Write => ({ kind: 'replace', key, etag, data }));
  const etags = await deps.store.commit(first.partition, writes);
  return (
    etags &&
    wanted.map((one, index) => ({ ...one, delivery: { ...one.delivery, ...rows[index], etag: etags[index] ?? '' } }))
  );
}
