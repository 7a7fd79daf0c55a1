import { traceIdOf } from '../../domain/trace-context.ts';
import { reportDead } from '../delivery/delivery-lines.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import type { AttemptSlots, Deps, Write } from '../ports.ts';
import { type BegunAttempts, begun } from './begun-attempts.ts';
import type { Occurrence } from './occurrence.ts';
import { type FiringPlan, planFiring } from './plan-firing.ts';
import { startFiring } from './start-firing.ts';

/** Subscribers that get their first attempt from the worker that commits the firing. */
const FIRST_ATTEMPTS_HERE = 16;

interface Commit {
  readonly subscribers: readonly Subscriber[];
  /** Other writes of the transaction, such as the topic's state. */
  readonly writes: readonly Write[];
}

/**
 * Commits a firing with its first deliveries in one transaction, and begins their first attempts. It takes the slots of the first attempts before the commit,
 * since deliveries that are attempted here are stored as leased. It gives them back when the commit fails or the attempts end.
 *
 * @throws ConflictError when a row has changed since it was read
 */
export async function commitFiring(
  deps: Deps,
  occurrence: Occurrence & { readonly sequence: number },
  { subscribers, writes: others }: Commit,
): Promise<BegunAttempts> {
  const { partition } = occurrence;
  const slots = deps.attemptLimiter.openSlots();
  try {
    const attemptedHere = takeSlots(slots, subscribers);
    const plan = planFiring(deps, occurrence, { subscribers, attemptedHere });
    const writes = [...others, ...plan.writes];
    const etags = await deps.store.commit(partition, writes);
    reportFiring(deps, plan, subscribers.length);
    const committed = { partition, plan, subscribers, writes, etags };
    return begun(startFiring(deps, committed, slots).finally(() => slots.close()));
  } catch (fault) {
    slots.close();
    throw fault;
  }
}

function reportFiring(deps: Deps, { firing, deliveries }: FiringPlan, subscribers: number): void {
  const { id: firingId, environmentId, triggerType, sequence, traceparent } = firing;
  const traceId = traceIdOf({ firingId, traceparent });
  deps.report({ name: 'Firing', firingId, environmentId, triggerType, sequence, subscribers, traceId });
  reportDead(deps, deliveries);
}

function takeSlots(slots: AttemptSlots, subscribers: readonly Subscriber[]): ReadonlySet<Subscriber> {
  const first = subscribers.slice(0, FIRST_ATTEMPTS_HERE);
  return new Set(first.filter(({ row: { data } }) => data.status === 'active' && slots.take(data.id, 'first')));
}
