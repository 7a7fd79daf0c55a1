import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 60;
/** It matters only when something is wrong, as a busy machine takes its time; less than a test has, so that the reason is told. */
const DEADLINE_MS = 50_000;

/** Asks the app again and again, not so often that it has little else to do, until it shows what is awaited. */
export async function untilSeen(what: string, isSeen: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await isSeen())) {
    if (Date.now() > deadline) throw new Error(`not seen within ${DEADLINE_MS} ms: ${what}`);
    await sleep(INTERVAL_MS);
  }
}
