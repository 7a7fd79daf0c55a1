import { enqueueOne, type Leased } from './attempt-all.ts';
import { reasonToGiveUp } from './deliver.ts';
import { healthKey, parkedKey } from './layout.ts';
import { dueFrom, insertWork, leaseEnd } from './new-delivery.ts';
import type { Deps, Write } from './ports.ts';
import { readRow } from './read-rows.ts';
import { type DeliveryRow, deliveryRow, type HealthRow, healthRow, type Stored, subscriptionRow } from './rows.ts';
import { untilCommitted } from './until-committed.ts';

type Health = Stored<HealthRow> | undefined;

/**
 * What a delivery to a subscription whose circuit was seen open may do: be the probe now, be the probe later, wait until the
 * circuit closes, or be sent as it has closed by now. Each of them changes the row of the health too, so that no two deliveries
 * become the probe, and none goes to wait for a circuit that has just closed. Answers the delivery leased, or nothing when it is
 * not to be sent now.
 */
export async function passCircuit(deps: Deps, one: Leased): Promise<Leased[]> {
  return untilCommitted(deps, async () => {
    const { partition, delivery } = one;
    const now = await readRow(deps.store, { partition, key: delivery.key }, deliveryRow);
    if (now?.etag !== delivery.etag) return [];
    const { topic, group, suffix } = delivery.data;
    const health = await readRow(deps.store, { partition, key: healthKey(topic, suffix) }, healthRow);
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

async function wait(deps: Deps, { partition, delivery }: Leased, health: Health): Promise<Leased[] | undefined> {
  const { topic, group, suffix } = delivery.data;
  const data: DeliveryRow = { ...delivery.data, state: 'waiting', workKey: undefined, leasedUntil: undefined };
  const parked: Write = { kind: 'put', key: parkedKey(topic, suffix, group), data: { group } };
  const written = await deps.store.commit(partition, [...moved(delivery, data), parked, touch(delivery.data, health)]);
  return written && [];
}

async function probeLater(deps: Deps, one: Leased, health: Health): Promise<Leased[] | undefined> {
  const { partition, delivery } = one;
  const due = Date.parse(health?.data.circuit?.probeAt ?? delivery.data.dueAt);
  const data: DeliveryRow = { ...delivery.data, ...dueFrom(due, delivery.data), leasedUntil: undefined };
  const written = await deps.store.commit(partition, [...moved(delivery, data), touch(data, health, data.group)]);
  if (written) await enqueueOne(deps, { partition, delivery: data }, due - deps.clock.now());
  return written && [];
}

/** As the probe of an open circuit, or with the circuit closed again. */
async function sendNow(
  deps: Deps,
  one: Leased,
  { health, probe }: { health: Health; probe?: string },
): Promise<Leased[] | undefined> {
  const { partition, delivery } = one;
  const data: DeliveryRow = { ...delivery.data, leasedUntil: leaseEnd(deps) };
  const etags = await deps.store.commit(partition, [...moved(delivery, data), touch(data, health, probe)]);
  return etags && [{ ...one, delivery: { key: delivery.key, etag: etags[0] ?? '', data } }];
}

/** A delivery on its way to another state, with its row of work. */
export function moved({ key, etag, data: before }: Stored<DeliveryRow>, data: DeliveryRow): Write[] {
  const replaced: Write = { kind: 'replace', key, etag, data };
  if (before.workKey === data.workKey) return [replaced];
  const gone: Write[] = before.workKey ? [{ kind: 'remove', key: before.workKey }] : [];
  return [replaced, ...gone, ...(data.workKey ? [insertWork(data.workKey, data)] : [])];
}

/** Rewrites the health on the condition that it is as it was read, with another probe if one is given. */
export function touch({ topic, suffix, dueAt }: DeliveryRow, health: Health, probe?: string): Write {
  const key = healthKey(topic, suffix);
  const circuit =
    probe === undefined ? health?.data.circuit : { probe, probeAt: health?.data.circuit?.probeAt ?? dueAt };
  const data: HealthRow = { ...(health?.data ?? { consecutiveFailures: 0 }), circuit };
  return health ? { kind: 'replace', key, etag: health.etag, data } : { kind: 'insert', key, data };
}
