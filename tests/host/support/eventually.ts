import { setTimeout as delay } from 'node:timers/promises';

const pollInterval = 20;

/** It matters only when something is wrong, as a busy machine takes its time; less than a test has, so that the reason is told. */
export const bootPatience = 50_000;

/** Waits for a condition to give a value, with a deadline that fails the test in the words that are right by then. */
export async function eventually<T>(
  what: string | (() => string),
  find: () => T | undefined | false | Promise<T | undefined | false>,
  deadline = 30_000,
): Promise<T> {
  const end = performance.now() + deadline;
  while (performance.now() < end) {
    const value = await find();
    if (value !== undefined && value !== false) return value;
    await delay(pollInterval);
  }
  throw new Error(`Within ${deadline} ms this did not come: ${typeof what === 'string' ? what : what()}`);
}
