import type { Arrival } from '../engine/receivers.ts';
import type { Outcome } from '../engine/simulate.ts';
import { faultOfReason } from './check-dead-deliveries.ts';
import type { History, StoredFiring } from './history.ts';
import type { Lifetime } from './lifetimes.ts';
import { deliveryName, roundAt, type Timeline } from './timelines.ts';

/** POSTs by the name of their delivery. */
type Arrivals = ReadonlyMap<string, readonly Arrival[]>;

/** Guarantee 3: every firing reaches every subscription that matched at its commit, as a delivery or as a dead letter. */
export function checkDeliveries(outcome: Outcome, history: History): string[] {
  const arrivals = Map.groupBy(outcome.arrivals, ({ body }) => deliveryName(JSON.parse(body)));
  const found = history.firings.flatMap((firing) =>
    firing.recipients.flatMap((lifetime) => {
      const fault = faultOf({ outcome, history, arrivals }, firing, lifetime);
      return fault ? [`3: ${firing.id} for ${lifetime.url}: ${fault}`] : [];
    }),
  );
  return [...found, ...checkRecipients(history), ...checkDeadLetters(outcome, history)];
}

interface Evidence {
  readonly outcome: Outcome;
  readonly history: History;
  readonly arrivals: Arrivals;
}

function faultOf(
  { outcome, history, arrivals }: Evidence,
  firing: StoredFiring,
  lifetime: Lifetime,
): string | undefined {
  const name = deliveryName({ firingId: firing.id, subscriptionId: lifetime.id });
  const [timeline, second] = history.deliveries.get(name) ?? [];
  if (!timeline) return 'there is no delivery';
  if (second) return 'there are two deliveries';
  const { state } = lastOf(timeline);
  const round = (arrivals.get(name) ?? []).filter(
    ({ atCommit }) => roundAt(timeline, atCommit) === timeline.restarts.length,
  );
  if (state === 'delivered')
    return round.some(({ isAccepted }) => isAccepted) ? undefined : 'delivered, but its receiver accepted nothing';
  if (state !== 'dead') return `it is still ${state}`;
  return faultOfReason({ outcome, firing, lifetime, timeline, round });
}

function lastOf({ versions }: Timeline) {
  const last = versions.at(-1);
  if (!last) throw new Error('a delivery without a version');
  return last.data;
}

/** Guarantee 6: every delivery belongs to a subscription that matched the firing. */
function checkRecipients({ deliveries, firings }: History): string[] {
  const expected = new Set(
    firings.flatMap(({ id, recipients }) =>
      recipients.map((lifetime) => deliveryName({ firingId: id, subscriptionId: lifetime.id })),
    ),
  );
  const unexpected = [...deliveries.keys()].filter((name) => !expected.has(name));
  return unexpected.map((name) => `6: a delivery to a subscription that did not match its firing: ${name}`);
}

/** A dead delivery has one dead letter until its retention ends; other deliveries have none. */
function checkDeadLetters(outcome: Outcome, { deliveries }: History): string[] {
  const { observed, log } = outcome;
  const partitions = new Set(log.map(({ partition }) => partition));
  const letters = [...partitions].flatMap((partition) => observed.rows(partition, 'x.'));
  const ids = letters.map(({ data }) => (data as { notificationId?: string }).notificationId);
  const count = Map.groupBy(ids, (id) => id);
  return [...deliveries.values()].flat().flatMap((timeline) => {
    const { state, notificationId } = lastOf(timeline);
    const [actual, expected] = [count.get(notificationId)?.length ?? 0, state === 'dead' ? 1 : 0];
    if (actual === 0 && expected === 1 && isExpired(outcome, notificationId)) return [];
    return actual === expected ? [] : [`3: ${actual} dead letters for ${notificationId}, which is ${state}`];
  });
}

/** Whether the retention of a delivery's dead letter has ended. */
function isExpired({ log, scenario, endedAt }: Outcome, notificationId: string): boolean {
  const letters = log
    .filter(({ key }) => key.startsWith('x.'))
    .map(({ data }) => data as Partial<DeadLetter> | undefined);
  const receivedAt = letters.findLast((letter) => letter?.notificationId === notificationId)?.receivedAt;
  const retention = 3 * (scenario.settings?.retention ?? Number.POSITIVE_INFINITY);
  return receivedAt !== undefined && Date.parse(receivedAt) + retention <= endedAt;
}

interface DeadLetter {
  readonly notificationId: string;
  readonly receivedAt: string;
}
