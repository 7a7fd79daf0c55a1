import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL_MS = 20;

/** Longer than a busy machine needs, but shorter than jest's limit for a test, so that a failure says what is missing. */
export const PATIENCE_MS = 50_000;

type Maybe<T> = T | undefined | false;

/**
 * Polls until `find` gives a value other than `undefined` or `false`, and returns it.
 * @throws when the deadline passes; the message says what did not happen.
 */
export async function eventually<T>(
  what: string | (() => string),
  find: () => Maybe<T> | Promise<Maybe<T>>,
  deadlineMs = PATIENCE_MS,
): Promise<T> {
  const end = performance.now() + deadlineMs;
  while (performance.now() < end) {
    const start = performance.now();
    const value = await find();
    if (value !== undefined && value !== false) return value;
    // A look that takes long is not repeated so often that what it looks at has little else to do.
    await sleep(Math.max(POLL_INTERVAL_MS, performance.now() - start));
  }
  throw new Error(`Did not happen within ${deadlineMs} ms: ${typeof what === 'string' ? what : what()}`);
}
