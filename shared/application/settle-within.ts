import type { Clock } from './ports.ts';
import { settleAll } from './settle-all.ts';

/** A worker lets go of attempts that take longer than this, in milliseconds. They go on beside its next work. */
const LET_GO_AFTER_MS = 150;

/**
 * Waits for attempts, but not for slow ones: a receiver that hangs must not hold the message whose worker calls it, since the
 * host takes a limited number of messages at a time. Attempts that go on afterwards record their own results. If their process
 * dies, the lease of each ends, and the sweeper enqueues it, as after any other crash.
 *
 * @throws the faults of the work that has ended
 */
export async function settleWithin(clock: Clock, work: readonly Promise<void>[]): Promise<void> {
  if (work.length === 0) return;
  const timer = new AbortController();
  const ended: Promise<void>[] = [];
  const noted = work.map((one) =>
    one.then(
      () => void ended.push(one),
      () => void ended.push(one),
    ),
  );
  await Promise.race([Promise.all(noted), clock.sleep(LET_GO_AFTER_MS, timer.signal)]);
  // Without a reason, an error with a stack would be made for it.
  timer.abort('settled');
  await settleAll(ended);
}
