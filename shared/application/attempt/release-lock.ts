import { instantToMilliseconds } from '../../domain/instant.ts';
import { leaseEnd } from '../delivery/schedule.ts';
import type { Deps, ReleaseMessage, Write } from '../ports.ts';
import { releaseLockKey } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { releaseLockRow } from '../store/rows.ts';

/** The lock of the worker that releases a subscription's waiting deliveries. It expires, in case the worker dies. */
export interface ReleaseLock extends Address {
  readonly etag: string;
}

/** Takes the lock, since two workers that release at once would send out of order; `undefined` when another one holds it. */
export async function takeLock(
  deps: Deps,
  { partition, topic, suffix }: ReleaseMessage,
): Promise<ReleaseLock | undefined> {
  const address = { partition, key: releaseLockKey(topic, suffix) };
  const lock = await readRow(deps.store, address, releaseLockRow);
  if (lock && instantToMilliseconds(lock.data.until) > deps.clock.now()) return undefined;
  return writeLock(deps, address, lock?.etag);
}

/** Prolongs the lock, so that the next attempt cannot outlast it; `undefined` when another worker has taken it. */
export function keepLock(deps: Deps, lock: ReleaseLock): Promise<ReleaseLock | undefined> {
  return writeLock(deps, lock, lock.etag);
}

async function writeLock(
  deps: Deps,
  { partition, key }: Address,
  before: string | undefined,
): Promise<ReleaseLock | undefined> {
  const data = { until: leaseEnd(deps) };
  const write: Write = before ? { kind: 'replace', key, etag: before, data } : { kind: 'insert', key, data };
  const written = deps.store.commit(partition, [write]).then(([etag = '']) => ({ partition, key, etag }));
  return onConflict(written, () => undefined);
}

/** Gives the lock up. On a conflict another worker holds it by now; nothing to do. */
export async function dropLock(deps: Deps, { partition, key, etag }: ReleaseLock): Promise<void> {
  await onConflict(deps.store.commit(partition, [{ kind: 'remove', key, etag }]), () => undefined);
}
