import { type Health, touch } from '../delivery/circuit-writes.ts';
import { enqueueOne } from '../delivery/delivery-message.ts';
import { moved } from '../delivery/delivery-writes.ts';
import { reasonToGiveUp } from '../delivery/eligibility.ts';
import type { Leased } from '../delivery/lease.ts';
import { dueFrom, leaseEnd } from '../delivery/schedule.ts';
import type { Deps, Write } from '../ports.ts';
import { circuitKey, waitingKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { type DeliveryRow, deliveryRow, healthRow, subscriptionRow } from '../store/rows.ts';

/**
 * What a delivery to a subscription whose circuit was seen open may do: be the probe now, be the probe later, wait until the
 * circuit closes, or be sent as it has closed by now. Each of them changes the row of the health too, so that no two deliveries
 * become the probe, and none goes to wait for a circuit that has just closed. Answers the delivery leased, or nothing when it is
 * not to be sent now.
 */
export async function passCircuit(deps: Deps, one: Leased): Promise<Leased[]> {
  return retryOnConflict(deps, async () => {
    const { partition, delivery } = one;
    const now = await readRow(deps.store, { partition, key: delivery.key }, deliveryRow);
    if (now?.etag !== delivery.etag) return [];
    const { topic, group, suffix } = delivery.data;
    const health = await readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, healthRow);
    // Read after the health, which changes with whatever ends the circuit: one that is over is not taken to be open.
    const subscription = await readRow(deps.store, { partition, key: one.subscription.key }, subscriptionRow);
    if (reasonToGiveUp(delivery.data, subscription?.data)) return lookAgain(deps, one);
    const circuit = subscription?.data.status === 'failing' ? health?.data.circuit : undefined;
    if (!circuit) return sendNow(deps, one, { health });
    if (circuit.probe !== undefined && circuit.probe !== group) return wait(deps, one, health);
    const isEarly = circuit.probe === undefined && Date.parse(circuit.probeAt) > deps.clock.now();
    return isEarly ? probeLater(deps, one, health) : sendNow(deps, one, { health, probe: group });
  });
}

/** The subscription has ended since it was read: whoever reads it now gives the delivery up. */
async function lookAgain(deps: Deps, { partition, delivery }: Leased): Promise<Leased[]> {
  await enqueueOne(deps, { partition, delivery: delivery.data }, 0);
  return [];
}

async function wait(deps: Deps, { partition, delivery }: Leased, health: Health): Promise<Leased[]> {
  const { topic, group, suffix } = delivery.data;
  const data: DeliveryRow = { ...delivery.data, state: 'waiting', workKey: undefined, leasedUntil: undefined };
  const parked: Write = { kind: 'put', key: waitingKey(topic, suffix, group), data: { group } };
  await deps.store.commit(partition, [...moved(delivery, data), parked, touch(delivery.data, health)]);
  return [];
}

async function probeLater(deps: Deps, one: Leased, health: Health): Promise<Leased[]> {
  const { partition, delivery } = one;
  const due = Date.parse(health?.data.circuit?.probeAt ?? delivery.data.dueAt);
  const data: DeliveryRow = { ...delivery.data, ...dueFrom(due, delivery.data), leasedUntil: undefined };
  await deps.store.commit(partition, [...moved(delivery, data), touch(data, health, data.group)]);
  await enqueueOne(deps, { partition, delivery: data }, due - deps.clock.now());
  return [];
}

/** As the probe of an open circuit, or with the circuit closed again. */
async function sendNow(
  deps: Deps,
  one: Leased,
  { health, probe }: { health: Health; probe?: string },
): Promise<Leased[]> {
  const { partition, delivery } = one;
  const data: DeliveryRow = { ...delivery.data, leasedUntil: leaseEnd(deps) };
  const etags = await deps.store.commit(partition, [...moved(delivery, data), touch(data, health, probe)]);
  return [{ ...one, delivery: { key: delivery.key, etag: etags[0] ?? '', data } }];
}
