import { ContentionError } from '../errors.ts';
import type { Deps } from '../ports.ts';

const MAX_TRIES = 12;

const FIRST_WAIT_MS = 10;

const LONGEST_WAIT_MS = 500;

/**
 * Runs a read-decide-commit step until it commits. The step answers `undefined` when its commit conflicted, which means that
 * its decision was made on rows that have changed since; it then reads and decides again after a jittered wait.
 */
export async function untilCommitted<T>(
  deps: Pick<Deps, 'clock' | 'chance'>,
  step: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const result = await step();
    if (result !== undefined) return result;
    await deps.clock.sleep(deps.chance.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries));
  }
  throw new ContentionError(MAX_TRIES);
}

/** The same for a step that moves the state of a topic: those of one process take turns. */
export function untilTopicCommitted<T>(
  deps: Pick<Deps, 'clock' | 'chance' | 'pacing'>,
  { partition, topic }: { readonly partition: string; readonly topic: string },
  step: () => Promise<T | undefined>,
): Promise<T> {
  return deps.pacing.inTurn(`${partition}.${topic}`, () => untilCommitted(deps, step));
}
