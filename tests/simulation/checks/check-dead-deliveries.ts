import { RETRY_SCHEDULE } from '../engine/processes.ts';
import type { Arrival } from '../engine/receivers.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { Story } from './delivery-history.ts';
import type { StoredFiring } from './history.ts';
import { type Life, sleptWithin } from './lifetimes.ts';

interface Death {
  readonly outcome: Outcome;
  readonly firing: StoredFiring;
  readonly life: Life;
  readonly story: Story;
  /** What its receiver got of it since it was last made new. */
  readonly round: readonly Arrival[];
}

const ASLEEP: ReadonlySet<string> = new Set(['dormant', 'disabled', 'gone']);
/** Answers that are final, and after how many of them (contract 7); all others use up the schedule. */
const FINAL: Readonly<Record<string, number>> = { 'http-400': 1, 'http-413': 1, 'http-401': 3, 'http-403': 3 };

/** Guarantee 3: what is given up has a reason that the contract knows, and that is true. */
export function faultOfDeath({ outcome, firing, life, story, round }: Death): string | undefined {
  const last = story.versions.at(-1);
  const { reason = '' } = last?.data ?? {};
  if (reason === 'unsubscribed')
    return life.to === Number.POSITIVE_INFINITY ? 'given up as unsubscribed, which it is not' : undefined;
  const failures = round.filter(({ isAccepted }) => !isAccepted);
  if (ASLEEP.has(reason)) {
    const isTold = failures.some(({ status }) => status === 400 || status === 410);
    const commit = last?.commit ?? 0;
    const seenAfter = story.versions.at(-2)?.commit ?? (commit === firing.commit ? firing.readAfter : firing.commit);
    return isTold || sleptWithin(life, seenAfter, commit) ? undefined : `given up as ${reason}, which it was not`;
  }
  const needed = FINAL[reason] ?? RETRY_SCHEDULE.length + 1;
  const tries = failures.length + outcome.networkFaults;
  return tries < needed ? `given up (${reason}) after ${tries} failures of ${needed}` : undefined;
}
