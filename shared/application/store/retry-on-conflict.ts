import { backoff } from '../backoff.ts';
import { ConflictError, ContentionError } from '../errors.ts';
import type { Deps } from '../ports.ts';

const MAX_TRIES = 12;
/** Milliseconds. Another writer is done after a few. */
const WAITS = { first: 20, longest: 500 };

/**
 * Runs a read-decide-commit step until its commit does not conflict. A conflict means that the step decided on rows that
 * have changed since, so it reads and decides again after a jittered wait.
 *
 * @throws ContentionError when every try conflicted
 */
export async function retryOnConflict<T>(deps: Pick<Deps, 'clock' | 'chance'>, step: () => Promise<T>): Promise<T> {
  for (let retry = 0; retry < MAX_TRIES; retry++) {
    try {
      return await step();
    } catch (fault) {
      if (!(fault instanceof ConflictError)) throw fault;
    }
    await deps.clock.sleep(deps.chance.random() * backoff(retry, WAITS));
  }
  throw new ContentionError(MAX_TRIES);
}

/**
 * The same for a step that rewrites the state of a topic: within one process, such steps run one after another, and those that
 * wait with an `order` in that order, as text.
 */
export function retryOnTopicConflict<T>(
  deps: Pick<Deps, 'clock' | 'chance' | 'topicMutex'>,
  { partition, topic, order }: { readonly partition: string; readonly topic: string; readonly order?: string },
  step: () => Promise<T>,
): Promise<T> {
  return deps.topicMutex.runExclusive(`${partition}.${topic}`, () => retryOnConflict(deps, step), order);
}

/** Runs work whose conflict is no reason to try again: `otherwise` then gives the answer. */
export async function onConflict<T, U>(
  work: Promise<T>,
  otherwise: (conflict: ConflictError) => U,
): Promise<T | Awaited<U>> {
  try {
    return await work;
  } catch (fault) {
    if (fault instanceof ConflictError) return await otherwise(fault);
    throw fault;
  }
}
