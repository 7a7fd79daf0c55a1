import type { History, Life, StoredFiring } from './history.ts';
import type { Outcome } from './simulate.ts';

interface DeliveryData {
  readonly notificationId: string;
  readonly firingId: string;
  readonly subscriptionId: string;
  readonly state: string;
  readonly reason?: string;
}

interface Stored {
  readonly deliveries: ReadonlyMap<string, readonly DeliveryData[]>;
  /** How many, by notification id. */
  readonly deadLetters: ReadonlyMap<string, number>;
  /** Firing and subscription of what receivers took. */
  readonly accepted: ReadonlySet<string>;
  /** The network failed some attempts, so a delivery may have come to the end of its schedule. */
  readonly hasNetworkFaults: boolean;
}

/** Guarantee 3: every firing reached every subscription that matched at its commit: delivered or dead letter. */
export function checkDeliveries(outcome: Outcome, { firings }: History): string[] {
  const stored = readStored(outcome);
  const found = firings.flatMap((firing) =>
    firing.recipients.flatMap((life) => {
      const fault = faultOf(outcome, stored, { firing, life });
      return fault ? [`3: ${firing.id} for ${life.url}: ${fault}`] : [];
    }),
  );
  return [...found, ...checkStrays(stored, firings), ...checkEnds(stored)];
}

function readStored({ observed, log, arrivals, networkFaults }: Outcome): Stored {
  const partitions = new Set(log.map(({ partition }) => partition));
  const rows = [...partitions].flatMap((partition) =>
    observed.rows(partition, 'd.').map(({ data }) => data as DeliveryData),
  );
  const letters = [...partitions].flatMap((partition) => observed.rows(partition, 'x.'));
  const deadLetters = new Map<string, number>();
  for (const { data } of letters) {
    const { notificationId } = data as Partial<DeliveryData>;
    if (notificationId) deadLetters.set(notificationId, (deadLetters.get(notificationId) ?? 0) + 1);
  }
  return {
    deliveries: Map.groupBy(rows, nameOf),
    deadLetters,
    accepted: new Set(arrivals.filter(({ isAccepted }) => isAccepted).map(({ body }) => nameOf(JSON.parse(body)))),
    hasNetworkFaults: networkFaults > 0,
  };
}

function nameOf({ firingId, subscriptionId }: Pick<DeliveryData, 'firingId' | 'subscriptionId'>): string {
  return `${firingId} ${subscriptionId}`;
}

function faultOf(
  { scenario }: Outcome,
  { deliveries, accepted, hasNetworkFaults }: Stored,
  { firing, life }: { firing: StoredFiring; life: Life },
): string | undefined {
  const name = `${firing.id} ${life.id}`;
  const [delivery, second] = deliveries.get(name) ?? [];
  const wasDeleted = life.to !== Number.POSITIVE_INFINITY;
  if (!delivery) return wasDeleted ? undefined : 'there is no delivery';
  if (second) return 'there are two deliveries';
  if (delivery.state === 'delivered') return accepted.has(name) ? undefined : 'delivered, but nobody got it';
  if (delivery.state !== 'dead') return `it is still ${delivery.state}`;
  const isHopeless = scenario.receivers?.[life.url]?.isHopeless || life.hasEnded || wasDeleted || hasNetworkFaults;
  return isHopeless ? undefined : `given up (${delivery.reason}) although its receiver would have taken it`;
}

/** No delivery is for somebody that the firing was not for. */
function checkStrays({ deliveries }: Stored, firings: readonly StoredFiring[]): string[] {
  const meant = new Set(
    firings.flatMap(({ id, recipients, justDeleted }) =>
      [...recipients, ...justDeleted].map((life) => `${id} ${life.id}`),
    ),
  );
  const strays = [...deliveries.keys()].filter((name) => !meant.has(name));
  return strays.map((name) => `6: a delivery that the firing was not for: ${name}`);
}

/** Every delivery that was given up is kept as one dead letter, and no other is. */
function checkEnds({ deliveries, deadLetters }: Stored): string[] {
  return [...deliveries.values()].flat().flatMap(({ state, notificationId }) => {
    const [is, should] = [deadLetters.get(notificationId) ?? 0, state === 'dead' ? 1 : 0];
    return is === should ? [] : [`3: ${is} dead letters of ${notificationId}, which is ${state}`];
  });
}
