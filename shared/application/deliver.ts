import { instantFromMilliseconds } from '../domain/instant.ts';
import { attempt } from './attempt.ts';
import { batchOf } from './delivery-batch.ts';
import { BATCH_SIZE } from './fan-out.ts';
import { between, deliveryKey, RELEASE, sequenceOf, subscriptionKey } from './layout.ts';
import { leaseEnd, subscriberOf } from './new-delivery.ts';
import { passCircuit } from './pass-circuit.ts';
import type { DeliveryBatch, Deps, Write } from './ports.ts';
import { readAll } from './read-rows.ts';
import { record, type Settled } from './record.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { release } from './release.ts';
import { type DeliveryRow, deliveryRow, type Stored, type SubscriptionRow, subscriptionRow } from './rows.ts';
import { giveUp, settle } from './settle.ts';

/** Clocks differ a little: a delivery that is due this soon is waited for rather than left to the sweeper. */
const EARLY_MS = 2_000;

/** How long a delivery to a busy subscription stays on the queue. */
const BUSY_MS = 1_000;

/** A delivery that this worker alone may attempt, until its lease ends. */
export interface Leased {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  readonly subscription: Stored<SubscriptionRow>;
}

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
  const failing: Leased[] = [];
  const ended: Settled[] = [];
  for (const delivery of waiting) {
    const subscription = subscriptions.get(delivery.data.suffix);
    const end = reasonToGiveUp(delivery.data, subscription?.data);
    if (subscription && !end)
      (isHeld(delivery, subscription) ? failing : ready).push({ partition, delivery, subscription });
    else ended.push({ partition, before: delivery, after: giveUp(delivery.data, end ?? 'unsubscribed') });
  }
  const taken = await Promise.all([
    lease(deps, await withoutBusy(deps, ready)),
    ...failing.map((one) => passCircuit(deps, one)),
  ]);
  const [attempted] = await Promise.all([attemptAll(deps, taken.flat()), record(deps, ended)]);
  return [...ended.map(({ after }) => after), ...attempted];
}

function isHeld(delivery: Stored<DeliveryRow>, subscription: Stored<SubscriptionRow>): boolean {
  return subscription.data.status === 'failing' && !delivery.data.isTest;
}

/** What would be one attempt too many at a slow receiver goes back to the queue for a moment. */
async function withoutBusy(deps: Deps, ready: readonly Leased[]): Promise<Leased[]> {
  const busy = ready.filter(({ subscription }) => deps.pacing.isBusy(subscription.data.id));
  await Promise.all(
    busy.map(({ partition, delivery }) => enqueueOne(deps, { partition, delivery: delivery.data }, BUSY_MS)),
  );
  return ready.filter((one) => !busy.includes(one));
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
  return subscription.status === 'active' || subscription.status === 'failing' ? undefined : subscription.status;
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

/**
 * Attempts all at once and records each result as it comes: those that come while a record is being written share the next
 * one, so that a slow receiver delays nobody's record and quick ones share their transactions. Answers how each ended; a
 * fault is thrown when all are through.
 */
export async function attemptAll(deps: Deps, leased: readonly Leased[]): Promise<DeliveryRow[]> {
  const recorder = createRecorder(deps);
  const results = await Promise.allSettled(
    leased.filter((one) => lastsLongEnough(deps, one)).map((one) => attemptOne(deps, recorder, one)),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** The commit before may have taken long, or the machine have slept: what could outlast its lease is left to the sweeper. */
function lastsLongEnough({ clock, settings }: Deps, { delivery }: Leased): boolean {
  const { leasedUntil } = delivery.data;
  return leasedUntil !== undefined && Date.parse(leasedUntil) - clock.now() > settings.attemptTimeout;
}

async function attemptOne(deps: Deps, recorder: Recorder, leased: Leased): Promise<DeliveryRow> {
  const { partition, delivery, subscription } = leased;
  const report = await deps.pacing.during(subscription.data.id, () => attempt(deps, delivery.data, subscription));
  const after = settle(deps, delivery.data, report);
  await recorder({ partition, before: delivery, after, verdict: report.verdict, subscription });
  await enqueueNext(deps, { partition, delivery: after }, subscription.data.status === 'failing');
  return after;
}

interface Placed {
  readonly partition: string;
  readonly delivery: DeliveryRow;
}

/** A retry when it is due; after the first success of an endpoint that failed, what waits for it. */
async function enqueueNext(deps: Deps, placed: Placed, wasFailing: boolean): Promise<void> {
  const { state, topic, suffix, dueAt } = placed.delivery;
  if (state === 'retrying') await enqueueOne(deps, placed, Date.parse(dueAt) - deps.clock.now());
  if (state !== 'delivered' || !wasFailing) return;
  await deps.deliveries.enqueue(batchOf(placed.partition, { topic, group: RELEASE, suffix }), 0);
}

/** After `delay` milliseconds; what was due before, now. */
export function enqueueOne(deps: Deps, { partition, delivery }: Placed, delay: number): Promise<void> {
  return deps.deliveries.enqueue(batchOf(partition, delivery), Math.max(0, delay));
}
