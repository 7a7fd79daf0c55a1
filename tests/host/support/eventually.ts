import { setTimeout as delay } from 'node:timers/promises';

const pollInterval = 20;

/** Waits for a condition to give a value, with a deadline that fails the test in words. */
export async function eventually<T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  deadline = 10_000,
): Promise<T> {
  const end = performance.now() + deadline;
  while (performance.now() < end) {
    const value = await find();
    if (value !== undefined && value !== false) return value;
    await delay(pollInterval);
  }
  throw new Error(`Within ${deadline} ms this did not come: ${what}`);
}
