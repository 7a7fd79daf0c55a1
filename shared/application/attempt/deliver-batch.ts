import { instantToMilliseconds } from '../../domain/instant.ts';
import { isKnownStatus } from '../../domain/subscription-status.ts';
import { chunks } from '../chunks.ts';
import { giveUp } from '../delivery/dead-letter-writes.ts';
import { DELIVERIES_PER_MESSAGE } from '../delivery/delivery-message.ts';
import type { DeliveryResult } from '../delivery/delivery-writes.ts';
import { isDeliverable, isHeldByCircuit, reasonToGiveUp } from '../delivery/eligibility.ts';
import { type Candidate, type Leased, lease } from '../delivery/lease.ts';
import type { AttemptSlots, DeliverMessage, DeliveryMessage, Deps } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { deliveriesRange, subscriptionsRange, suffixOf } from '../store/keys.ts';
import { readAll, readable, scanPages } from '../store/read-rows.ts';
import { type DeliveryRow, deliveryRow, type Stored, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';
import { admitProbe } from './admit-probe.ts';
import { attemptBatch, attemptInSequence } from './attempt-batch.ts';
import { deferDelivery } from './defer.ts';
import { recordResults } from './record-results.ts';
import { releaseWaiting } from './release-waiting.ts';

/** Does what a message of the delivery queue asks for. */
export function handleDeliveryMessage(deps: Deps, message: DeliveryMessage): Promise<void> {
  return message.kind === 'release' ? releaseWaiting(deps, message) : deliverBatch(deps, message);
}

/** Attempts the deliveries of a message that are due and not leased: first attempts, retries and resumed ones alike. */
export async function deliverBatch(deps: Deps, message: DeliverMessage): Promise<void> {
  const { partition, topic, group } = message;
  const rows = await readAll(deps.store, { partition, range: deliveriesRange(topic, group, message) }, deliveryRow);
  const due = rows.filter((row) => isDeliverable(deps, row.data));
  await waitForEarly(deps, due);
  for (const piece of chunks(due, DELIVERIES_PER_MESSAGE)) await deliverSome(deps, partition, piece);
}

async function waitForEarly(deps: Deps, due: readonly Stored<DeliveryRow>[]): Promise<void> {
  const latest = Math.max(0, ...due.map(({ data }) => instantToMilliseconds(data.dueAt)));
  if (latest > deps.clock.now()) await deps.clock.sleep(latest - deps.clock.now());
}

async function deliverSome(deps: Deps, partition: string, deliveries: readonly Stored<DeliveryRow>[]): Promise<void> {
  const { ready, held, givenUp } = await sortOut(deps, partition, deliveries);
  const slots = deps.attemptLimiter.openSlots();
  try {
    await settleAll([
      attemptReady(deps, ready, slots),
      ...held.map((one) => attemptHeld(deps, one)),
      recordResults(deps, givenUp),
    ]);
  } finally {
    slots.close();
  }
}

interface SortedOut {
  readonly ready: Candidate[];
  /** Behind an open circuit. */
  readonly held: Candidate[];
  readonly givenUp: DeliveryResult[];
}

/**
 * Leaves out deliveries whose subscription another version of the app has written and this one cannot read, or whose status it
 * does not know: their work rows stay, and a worker of that version takes them.
 */
async function sortOut(deps: Deps, partition: string, deliveries: readonly Stored<DeliveryRow>[]): Promise<SortedOut> {
  const subscriptions = await subscriptionsOf(deps, partition, deliveries);
  const sorted: SortedOut = { ready: [], held: [], givenUp: [] };
  for (const delivery of deliveries) {
    const subscription = subscriptions.get(delivery.data.suffix);
    if (subscription === 'of another version') continue;
    const reason = reasonToGiveUp(delivery.data, subscription?.data);
    if (!subscription || reason) {
      sorted.givenUp.push({ partition, before: delivery, after: giveUp(delivery.data, reason ?? 'unsubscribed') });
    } else {
      const list = isHeldByCircuit(delivery.data, subscription.data) ? sorted.held : sorted.ready;
      list.push({ partition, delivery, subscription });
    }
  }
  return sorted;
}

type Found = Stored<SubscriptionRow> | 'of another version';

/** The subscriptions of a topic are in the order of its deliveries, so one range holds them. */
async function subscriptionsOf(
  deps: Deps,
  partition: string,
  deliveries: readonly Stored<DeliveryRow>[],
): Promise<Map<string, Found>> {
  const [first, last] = [deliveries.at(0)?.data, deliveries.at(-1)?.data];
  const found = new Map<string, Found>();
  if (!first || !last) return found;
  const { topic } = first;
  const range = subscriptionsRange(topic, first.suffix, last.suffix);
  for await (const rows of scanPages(deps.store, { partition, range })) {
    for (const { key } of rows) found.set(suffixOf(topic, key), 'of another version');
    for (const row of readable(deps.store, partition, { rows, schema: subscriptionRow }))
      if (isKnownStatus(row.data.status)) found.set(suffixOf(topic, row.key), row);
  }
  return found;
}

/** Attempts the deliveries for which there is a slot, and puts the others off. */
async function attemptReady(deps: Deps, ready: readonly Candidate[], slots: AttemptSlots): Promise<void> {
  const admitted = ready.filter(({ subscription }) => slots.take(subscription.data.id, 'queued'));
  const busy = ready.filter((one) => !admitted.includes(one));
  await settleAll([attemptAdmitted(deps, admitted, slots), ...busy.map((one) => deferDelivery(deps, one))]);
}

async function attemptAdmitted(deps: Deps, admitted: readonly Candidate[], slots: AttemptSlots): Promise<void> {
  const leased = await lease(deps, admitted);
  giveBackUnleased(admitted, leased, slots);
  await attemptBatch(deps, leased, slots);
}

/** Another worker attempts the deliveries that this one could not lease. */
function giveBackUnleased(admitted: readonly Candidate[], leased: readonly Leased[], slots: AttemptSlots): void {
  const keys = new Set(leased.map(({ delivery }) => delivery.key));
  for (const { delivery, subscription } of admitted) if (!keys.has(delivery.key)) slots.giveBack(subscription.data.id);
}

/** An open circuit lets one delivery at a time through. */
async function attemptHeld(deps: Deps, held: Candidate): Promise<void> {
  const admission = await admitProbe(deps, held);
  if (admission.kind === 'leased') await attemptInSequence(deps, admission.leased);
}
