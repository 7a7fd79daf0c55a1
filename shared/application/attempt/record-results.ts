import { backoff } from '../backoff.ts';
import { chunks } from '../chunks.ts';
import { healthWrites } from '../delivery/circuit-writes.ts';
import { buried, deadLetterOf, insertWork, type Settled } from '../delivery/delivery-writes.ts';
import type { Deps, Write } from '../ports.ts';
import { deliveryKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnConflict } from '../store/retry-on-conflict.ts';
import { type DeliveryRow, deliveryRow } from '../store/rows.ts';

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
  for (const slice of chunks(together, SETTLED_PER_COMMIT)) {
    await onConflict(recordTogether(deps, slice), () => Promise.all(slice.map((one) => recordOne(deps, one))));
  }
  for (const one of alone) await recordOne(deps, one);
}

async function recordTogether(deps: Deps, settled: readonly Settled[]): Promise<void> {
  const writes = (await Promise.all(settled.map((one) => writesOf(deps, one)))).flat();
  const [first] = settled;
  if (first) await deps.store.commit(first.partition, writes);
}

async function recordOne(deps: Deps, settled: Settled): Promise<void> {
  await retryOnConflict(deps, async () => {
    const { topic, group, suffix } = settled.after;
    const address = { partition: settled.partition, key: deliveryKey(topic, group, suffix) };
    const now = await readRow(deps.store, address, deliveryRow);
    if (!now || !isUntouched(settled.before.data, now.data)) return;
    await deps.store.commit(settled.partition, await writesOf(deps, { ...settled, before: now }));
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

/** A record is tried for so long, with growing waits: results that are not recorded are sent again. */
const PATIENCE_MS = 4 * 60_000;

const WAITS = { first: 200, longest: 2_000 };

/** Resolves when the result has been written. */
export type Recorder = (settled: Settled) => Promise<void>;

interface Waiting {
  readonly settled: Settled;
  readonly done: () => void;
  readonly failed: (fault: unknown) => void;
}

/** Writes results one transaction at a time, each with all that have come since the one before. */
export function createRecorder(deps: Deps): Recorder {
  let waiting: Waiting[] = [];
  let writing = false;
  const flush = async () => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await recordPatiently(
        deps,
        batch.map(({ settled }) => settled),
      ).then(
        () => batch.forEach(({ done }) => void done()),
        (fault) => batch.forEach(({ failed }) => void failed(fault)),
      );
    }
    writing = false;
  };
  return (settled) =>
    new Promise((done, failed) => {
      waiting.push({ settled, done, failed });
      if (!writing) void flush();
    });
}

/**
 * Doing it again is harmless: what was written already is left as it is. While the storage is away nobody else can take the
 * lease either, and when it is back, this is sooner than the sweeper.
 */
async function recordPatiently(deps: Deps, settled: readonly Settled[]): Promise<void> {
  const began = deps.clock.now();
  for (let tries = 0; ; tries++) {
    try {
      return await record(deps, settled);
    } catch (fault) {
      if (deps.clock.now() - began > PATIENCE_MS) throw fault;
      await deps.clock.sleep(backoff(tries, WAITS));
    }
  }
}
