import { instantToMilliseconds } from '../../domain/instant.ts';
import { rewriteCircuit } from '../delivery/circuit-writes.ts';
import { enqueueWhenDue } from '../delivery/delivery-message.ts';
import { replaceDelivery } from '../delivery/delivery-writes.ts';
import { reasonToGiveUp } from '../delivery/eligibility.ts';
import type { Candidate, Leased } from '../delivery/lease.ts';
import { dueFrom, leaseEnd } from '../delivery/schedule.ts';
import type { Deps, Write } from '../ports.ts';
import { circuitKey, waitingKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import {
  type CircuitRow,
  circuitRow,
  type DeliveryRow,
  deliveryRow,
  type Stored,
  subscriptionRow,
} from '../store/rows.ts';

type Circuit = Stored<CircuitRow> | undefined;

/** `leased`: to be sent now. `not-now`: another delivery is the probe, the probe is due later, or the row has changed. */
export type Admission = { readonly kind: 'leased'; readonly leased: Leased } | { readonly kind: 'not-now' };

const NOT_NOW: Admission = { kind: 'not-now' };

/**
 * What a delivery may do whose subscription's circuit was seen open: be the half-open probe, now or later; wait until the
 * circuit closes; or be sent, because the circuit has closed by now. Each outcome also rewrites the circuit's row, so that no
 * two deliveries become the probe, and none starts to wait for a circuit that has just closed.
 */
export async function admitProbe(deps: Deps, candidate: Candidate): Promise<Admission> {
  return retryOnConflict(deps, async () => {
    const { partition, delivery } = candidate;
    const now = await readRow(deps.store, { partition, key: delivery.key }, deliveryRow);
    if (now?.etag !== delivery.etag) return NOT_NOW;
    const { topic, group, suffix } = delivery.data;
    const circuit = await readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow);
    // Read after the circuit, whose row changes with everything that closes it: so a closed circuit is never taken for open.
    const subscription = await readRow(deps.store, { partition, key: candidate.subscription.key }, subscriptionRow);
    if (reasonToGiveUp(delivery.data, subscription?.data)) return lookAgain(deps, candidate);
    const open = subscription?.data.status === 'failing' ? circuit?.data.circuit : undefined;
    if (!open) return admit(deps, candidate, { circuit });
    if (open.probe !== undefined && open.probe !== group) return wait(deps, candidate, circuit);
    const isEarly = open.probe === undefined && instantToMilliseconds(open.probeAt) > deps.clock.now();
    return isEarly ? probeLater(deps, candidate, circuit) : admit(deps, candidate, { circuit, probe: group });
  });
}

/** The subscription has ended since it was read. The worker that reads it next gives the delivery up. */
async function lookAgain(deps: Deps, { partition, delivery }: Candidate): Promise<Admission> {
  await enqueueWhenDue(deps, { partition, delivery: delivery.data }, deps.clock.now());
  return NOT_NOW;
}

async function wait(deps: Deps, { partition, delivery }: Candidate, circuit: Circuit): Promise<Admission> {
  const { topic, group, suffix, createdAt } = delivery.data;
  const data: DeliveryRow = { ...delivery.data, state: 'waiting', workKey: undefined, leasedUntil: undefined };
  const waiting: Write = { kind: 'put', key: waitingKey(topic, suffix, group), data: { group, createdAt } };
  const writes = [...replaceDelivery(deps, delivery, data), waiting, rewriteCircuit(circuit, delivery.data)];
  await deps.store.commit(partition, writes);
  return NOT_NOW;
}

async function probeLater(deps: Deps, { partition, delivery }: Candidate, circuit: Circuit): Promise<Admission> {
  const due = instantToMilliseconds(circuit?.data.circuit?.probeAt ?? delivery.data.dueAt);
  const data: DeliveryRow = { ...delivery.data, ...dueFrom(due, delivery.data), leasedUntil: undefined };
  const writes = [...replaceDelivery(deps, delivery, data), rewriteCircuit(circuit, data, data.group)];
  await deps.store.commit(partition, writes);
  await enqueueWhenDue(deps, { partition, delivery: data }, due);
  return NOT_NOW;
}

/** As the probe of an open circuit, or through a circuit that has closed. */
async function admit(
  deps: Deps,
  candidate: Candidate,
  { circuit, probe }: { readonly circuit: Circuit; readonly probe?: string },
): Promise<Admission> {
  const { partition, delivery } = candidate;
  const data: DeliveryRow = { ...delivery.data, leasedUntil: leaseEnd(deps) };
  const writes = [...replaceDelivery(deps, delivery, data), rewriteCircuit(circuit, data, probe)];
  const [etag = ''] = await deps.store.commit(partition, writes);
  return { kind: 'leased', leased: { ...candidate, delivery: { key: delivery.key, etag, data } } };
}
