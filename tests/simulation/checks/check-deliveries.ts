import type { Arrival } from '../engine/receivers.ts';
import type { Outcome } from '../engine/simulate.ts';
import { faultOfDeath } from './check-dead-deliveries.ts';
import { deliveryName, roundAt, type Story } from './delivery-history.ts';
import type { History, StoredFiring } from './history.ts';
import type { Life } from './lifetimes.ts';

/** What receivers got, by firing and subscription. */
type Arrivals = ReadonlyMap<string, readonly Arrival[]>;

/** Guarantee 3: every firing reached every subscription that matched at its commit: delivered or dead letter. */
export function checkDeliveries(outcome: Outcome, history: History): string[] {
  const arrivals = Map.groupBy(outcome.arrivals, ({ body }) => deliveryName(JSON.parse(body)));
  const found = history.firings.flatMap((firing) =>
    firing.recipients.flatMap((life) => {
      const fault = faultOf({ outcome, history, arrivals }, firing, life);
      return fault ? [`3: ${firing.id} for ${life.url}: ${fault}`] : [];
    }),
  );
  return [...found, ...checkStrays(history), ...checkEnds(outcome, history)];
}

interface Seen {
  readonly outcome: Outcome;
  readonly history: History;
  readonly arrivals: Arrivals;
}

function faultOf({ outcome, history, arrivals }: Seen, firing: StoredFiring, life: Life): string | undefined {
  const name = deliveryName({ firingId: firing.id, subscriptionId: life.id });
  const [story, second] = history.deliveries.get(name) ?? [];
  if (!story) return 'there is no delivery';
  if (second) return 'there are two deliveries';
  const { state } = lastOf(story);
  const round = (arrivals.get(name) ?? []).filter(({ logged }) => roundAt(story, logged) === story.renewals.length);
  if (state === 'delivered')
    return round.some(({ isAccepted }) => isAccepted) ? undefined : 'delivered, but nobody got it';
  if (state !== 'dead') return `it is still ${state}`;
  return faultOfDeath({ outcome, firing, life, story, round });
}

function lastOf({ versions }: Story) {
  const last = versions.at(-1);
  if (!last) throw new Error('a delivery without a row');
  return last.data;
}

/** No delivery is for somebody that the firing was not for. */
function checkStrays({ deliveries, firings }: History): string[] {
  const meant = new Set(
    firings.flatMap(({ id, recipients }) =>
      recipients.map((life) => deliveryName({ firingId: id, subscriptionId: life.id })),
    ),
  );
  const strays = [...deliveries.keys()].filter((name) => !meant.has(name));
  return strays.map((name) => `6: a delivery that the firing was not for: ${name}`);
}

/** Every delivery that was given up is kept as one dead letter for its time, and no other is. */
function checkEnds(outcome: Outcome, { deliveries }: History): string[] {
  const { observed, log } = outcome;
  const partitions = new Set(log.map(({ partition }) => partition));
  const letters = [...partitions].flatMap((partition) => observed.rows(partition, 'x.'));
  const ids = letters.map(({ data }) => (data as { notificationId?: string }).notificationId);
  const count = Map.groupBy(ids, (id) => id);
  return [...deliveries.values()].flat().flatMap((story) => {
    const { state, notificationId } = lastOf(story);
    const [is, should] = [count.get(notificationId)?.length ?? 0, state === 'dead' ? 1 : 0];
    if (is === 0 && should === 1 && hasOutlived(outcome, notificationId)) return [];
    return is === should ? [] : [`3: ${is} dead letters of ${notificationId}, which is ${state}`];
  });
}

/** Whether the dead letter of a delivery was old enough to leave. */
function hasOutlived({ log, scenario, endedAt }: Outcome, notificationId: string): boolean {
  const letters = log.filter(({ key }) => key.startsWith('x.')).map(({ data }) => data as Partial<Letter> | undefined);
  const receivedAt = letters.findLast((letter) => letter?.notificationId === notificationId)?.receivedAt;
  const kept = 3 * (scenario.settings?.retention ?? Number.POSITIVE_INFINITY);
  return receivedAt !== undefined && Date.parse(receivedAt) + kept <= endedAt;
}

interface Letter {
  readonly notificationId: string;
  readonly receivedAt: string;
}
