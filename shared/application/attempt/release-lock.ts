import { leaseEnd } from '../delivery/schedule.ts';
import type { DeliveryBatch, Deps, Write } from '../ports.ts';
import { releaseLockKey } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { releaseLockRow } from '../store/rows.ts';

export interface Lock extends Address {
  readonly etag: string;
}

/** Two that release at once would send out of order. Nothing when another has the lock. */
export async function takeLock(deps: Deps, { partition, topic, from }: DeliveryBatch): Promise<Lock | undefined> {
  const address = { partition, key: releaseLockKey(topic, from) };
  const lock = await readRow(deps.store, address, releaseLockRow);
  if (lock && Date.parse(lock.data.until) > deps.clock.now()) return undefined;
  return writeLock(deps, address, lock?.etag);
}

/** For as long again: the next attempt cannot outlast it. */
export function keepLock(deps: Deps, lock: Lock): Promise<Lock | undefined> {
  return writeLock(deps, lock, lock.etag);
}

async function writeLock(
  deps: Deps,
  { partition, key }: Address,
  before: string | undefined,
): Promise<Lock | undefined> {
  const data = { until: leaseEnd(deps) };
  const write: Write = before ? { kind: 'replace', key, etag: before, data } : { kind: 'insert', key, data };
  const written = deps.store.commit(partition, [write]).then(([etag = '']) => ({ partition, key, etag }));
  return onConflict(written, () => undefined);
}

/** It may be another's by now. */
export async function dropLock(deps: Deps, { partition, key, etag }: Lock): Promise<void> {
  await onConflict(deps.store.commit(partition, [{ kind: 'remove', key, etag }]), () => undefined);
}
