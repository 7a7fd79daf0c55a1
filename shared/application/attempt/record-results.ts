import { backoff } from '../backoff.ts';
import { chunks } from '../chunks.ts';
import { type Consequences, circuitWrites } from '../delivery/circuit-writes.ts';
import { reportDead } from '../delivery/delivery-lines.ts';
import { type DeliveryResult, replaceDelivery } from '../delivery/delivery-writes.ts';
import { messageOf } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { readRow } from '../store/read-rows.ts';
import { onConflict, retryOnConflict } from '../store/retry-on-conflict.ts';
import { type DeliveryRow, deliveryRow } from '../store/rows.ts';

/** A result changes at most seven rows, most of them three, and a transaction changes at most a hundred. */
const RESULTS_PER_COMMIT = 14;

/** How long a record is retried, in milliseconds. A delivery whose result is never recorded is sent again. */
const RETRY_FOR_MS = 4 * 60_000;
const WAITS = { first: 200, longest: 2_000 };

/** Writes one result; resolves when it is stored. */
export type Recorder = (result: DeliveryResult) => Promise<void>;

interface Waiting {
  readonly result: DeliveryResult;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

/** Records results one transaction at a time, each with all results that have come since the one before. */
export function createRecorder(deps: Deps): Recorder {
  let waiting: Waiting[] = [];
  let isWriting = false;
  const flush = async () => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const results = batch.map(({ result }) => result);
      await recordWithRetries(deps, results).then(
        () => batch.forEach(({ resolve }) => void resolve()),
        (fault) => batch.forEach(({ reject }) => void reject(fault)),
      );
    }
    isWriting = false;
  };
  return (result) =>
    new Promise((resolve, reject) => {
      waiting.push({ result, resolve, reject });
      if (!isWriting) void flush();
    });
}

/**
 * Recording twice is harmless: results that are stored already are left alone. While the storage is unavailable no other
 * worker can take the lease, and when it is back this worker is quicker than the sweeper.
 */
async function recordWithRetries(deps: Deps, results: readonly DeliveryResult[]): Promise<void> {
  const began = deps.clock.now();
  for (let retry = 0; ; retry++) {
    try {
      return await recordResults(deps, results);
    } catch (fault) {
      if (deps.clock.now() - began > RETRY_FOR_MS) {
        reportLost(deps, results, fault);
        throw fault;
      }
      await deps.clock.sleep(backoff(retry, WAITS));
    }
  }
}

/** Nothing else tells of it when the worker has let go of the attempts. */
function reportLost({ report }: Deps, results: readonly DeliveryResult[], fault: unknown): void {
  for (const { after } of results) {
    const { notificationId, subscriptionId } = after;
    report({ name: 'ResultLost', notificationId, subscriptionId, fault: messageOf(fault) });
  }
}

/**
 * Writes the results of deliveries of one firing, several in a transaction. When that conflicts, each is written by itself,
 * and a result whose lease has passed to another worker is dropped: the other worker's result counts.
 */
export async function recordResults(deps: Deps, results: readonly DeliveryResult[]): Promise<void> {
  // A receiver that is gone changes the topic's state, and a transaction changes a row once only.
  const gone = results.filter(({ verdict }) => verdict?.kind === 'gone');
  const others = results.filter(({ verdict }) => verdict?.kind !== 'gone');
  for (const piece of chunks(others, RESULTS_PER_COMMIT)) {
    await onConflict(recordTogether(deps, piece), () => Promise.all(piece.map((one) => recordOne(deps, one))));
  }
  for (const one of gone) await recordOne(deps, one);
}

async function recordTogether(deps: Deps, results: readonly DeliveryResult[]): Promise<void> {
  const [first] = results;
  if (!first) return;
  const recorded = await Promise.all(results.map((one) => resultWrites(deps, one)));
  await deps.store.commit(
    first.partition,
    recorded.flatMap(({ writes }) => writes),
  );
  reportResults(deps, results, recorded);
}

async function recordOne(deps: Deps, result: DeliveryResult): Promise<void> {
  const { partition, before } = result;
  await retryOnConflict(deps, async () => {
    const now = await readRow(deps.store, { partition, key: before.key }, deliveryRow);
    if (!now || !isUntouched(before.data, now.data)) return;
    const recorded = await resultWrites(deps, { ...result, before: now });
    await deps.store.commit(partition, recorded.writes);
    reportResults(deps, [result], [recorded]);
  });
}

/** Whether no other worker has leased, attempted or ended the delivery since it was read. */
function isUntouched(before: DeliveryRow, now: DeliveryRow): boolean {
  const { leasedUntil, attemptCount, workKey } = before;
  return now.leasedUntil === leasedUntil && now.attemptCount === attemptCount && now.workKey === workKey;
}

async function resultWrites(deps: Deps, result: DeliveryResult): Promise<Consequences> {
  const { writes, lines } = await circuitWrites(deps, result);
  return { writes: [...replaceDelivery(deps, result.before, result.after), ...writes], lines };
}

function reportResults(deps: Deps, results: readonly DeliveryResult[], recorded: readonly Consequences[]): void {
  reportDead(
    deps,
    results.map(({ after }) => after),
  );
  for (const { lines } of recorded) lines.forEach(deps.report);
}
