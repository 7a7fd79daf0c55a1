import type { Verdict } from '../domain/classify-answer.ts';
import { healthWrites } from './health.ts';
import { deliveryKey } from './layout.ts';
import { buried, deadLetterOf, insertWork } from './new-delivery.ts';
import type { Deps, Write } from './ports.ts';
import { readRow } from './read-rows.ts';
import { type DeliveryRow, deliveryRow, type Stored, type SubscriptionRow } from './rows.ts';
import { untilCommitted } from './until-committed.ts';

/** A delivery that was attempted or given up, and what it was before. */
export interface Settled {
  readonly partition: string;
  readonly before: Stored<DeliveryRow>;
  readonly after: DeliveryRow;
  /** Absent when it was given up without an attempt. */
  readonly verdict?: Verdict | undefined;
  /** As it was when the attempt began. */
  readonly subscription?: Stored<SubscriptionRow> | undefined;
}

/** At most seven changes each, all but the failing ones three, so that they fit a transaction of a hundred. */
const SETTLED_PER_COMMIT = 14;

/**
 * Writes the results of deliveries of one firing, so many in a transaction. When one of the rows has changed meanwhile, each
 * result is written by itself; one whose lease has gone to another worker is dropped, since that worker's counts.
 */
export async function record(deps: Deps, settled: readonly Settled[]): Promise<void> {
  // Who is gone changes the state of the topic, which a transaction can do once.
  const alone = settled.filter(({ verdict }) => verdict?.kind === 'gone');
  const together = settled.filter(({ verdict }) => verdict?.kind !== 'gone');
  for (let start = 0; start < together.length; start += SETTLED_PER_COMMIT) {
    const slice = together.slice(start, start + SETTLED_PER_COMMIT);
    const writes = (await Promise.all(slice.map((one) => writesOf(deps, one)))).flat();
    const [first] = slice;
    if (!first || (await deps.store.commit(first.partition, writes))) continue;
    await Promise.all(slice.map((one) => recordOne(deps, one)));
  }
  for (const one of alone) await recordOne(deps, one);
}

async function recordOne(deps: Deps, settled: Settled): Promise<void> {
  await untilCommitted(deps, async () => {
    const { topic, group, suffix } = settled.after;
    const address = { partition: settled.partition, key: deliveryKey(topic, group, suffix) };
    const now = await readRow(deps.store, address, deliveryRow);
    if (!now || !isUntouched(settled.before.data, now.data)) return true;
    const written = await deps.store.commit(settled.partition, await writesOf(deps, { ...settled, before: now }));
    return written && true;
  });
}

/** Whether nobody else has taken the delivery, tried it or ended it since it was read. */
function isUntouched(before: DeliveryRow, now: DeliveryRow): boolean {
  const { leasedUntil, attemptCount, workKey } = before;
  return now.leasedUntil === leasedUntil && now.attemptCount === attemptCount && now.workKey === workKey;
}

async function writesOf(deps: Deps, settled: Settled): Promise<Write[]> {
  const { before } = settled;
  const after = buried(deps, settled.after);
  const writes: Write[] = [{ kind: 'replace', key: before.key, etag: before.etag, data: after }];
  if (before.data.workKey && before.data.workKey !== after.workKey)
    writes.push({ kind: 'remove', key: before.data.workKey });
  if (after.workKey && after.workKey !== before.data.workKey) writes.push(insertWork(after.workKey, after));
  if (after.state === 'dead') writes.push(deadLetterOf(deps, after));
  return [...writes, ...(await healthWrites(deps, settled))];
}
