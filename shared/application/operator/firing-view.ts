import { displayInstant } from '../../domain/instant.ts';
import { namedFacts } from '../../domain/webhook-body.ts';
import type { FiringRow } from '../store/rows.ts';

/** What the API shows of a firing. */
export type FiringView = ReturnType<typeof firingView>;

/** The firing as the API shows it. Its payload has only the fields that are the same for all subscribers. */
export function firingView(firing: FiringRow, isDone: boolean) {
  const { id, triggerType, environmentId, topic, sequence } = firing;
  const occurredAt = displayInstant(firing.occurredAt);
  const payload: Readonly<Record<string, unknown>> = {
    firingId: id,
    triggerType,
    environmentId,
    occurredAt,
    sequence,
    ...namedFacts(firing),
  };
  const state = isDone ? ('done' as const) : ('pending' as const);
  return { id, triggerType, environmentId, topic, sequence, occurredAt, state, payload };
}
