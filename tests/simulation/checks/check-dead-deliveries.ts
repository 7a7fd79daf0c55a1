import { RETRY_SCHEDULE } from '../engine/processes.ts';
import type { Arrival } from '../engine/receivers.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { StoredFiring } from './history.ts';
import { type Lifetime, wasInactive } from './lifetimes.ts';
import type { Timeline } from './timelines.ts';

interface DeadDelivery {
  readonly outcome: Outcome;
  readonly firing: StoredFiring;
  readonly lifetime: Lifetime;
  readonly timeline: Timeline;
  /** The POSTs since the last restart of the delivery. */
  readonly round: readonly Arrival[];
}

const INACTIVE: ReadonlySet<string> = new Set(['dormant', 'disabled', 'gone']);
/** The number of failures after which an answer is final. All other failures exhaust the retry schedule. */
const FINAL_AFTER: Readonly<Record<string, number>> = { 'http-400': 1, 'http-413': 1, 'http-401': 3, 'http-403': 3 };

/** Guarantee 3: the reason of a dead delivery is true. Returns what is wrong with it. */
export function faultOfReason({ outcome, firing, lifetime, timeline, round }: DeadDelivery): string | undefined {
  const last = timeline.versions.at(-1);
  const { reason = '' } = last?.data ?? {};
  if (reason === 'unsubscribed')
    return lifetime.to === Number.POSITIVE_INFINITY ? 'dead as unsubscribed, but the subscription exists' : undefined;
  const failures = round.filter(({ isAccepted }) => !isAccepted);
  if (INACTIVE.has(reason)) {
    const isReported = failures.some(({ status }) => status === 400 || status === 410);
    const commit = last?.commit ?? 0;
    const seenAfter = timeline.versions.at(-2)?.commit ?? (commit === firing.commit ? firing.readAfter : firing.commit);
    return isReported || wasInactive(lifetime, seenAfter, commit)
      ? undefined
      : `dead as ${reason}, but the subscription was not ${reason}`;
  }
  const needed = FINAL_AFTER[reason] ?? RETRY_SCHEDULE.length + 1;
  const tries = failures.length + outcome.networkFaults;
  return tries < needed ? `dead (${reason}) after ${tries} of ${needed} failures` : undefined;
}
