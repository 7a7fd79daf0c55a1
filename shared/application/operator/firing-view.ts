import type { FiringAnswer } from '../../contract/operator-answers.ts';
import { displayInstant } from '../../domain/instant.ts';
import { namedFacts } from '../../domain/webhook-body.ts';
import type { TimelineRow } from '../store/rows.ts';
import type { FiringProgress } from './firing-progress.ts';

/** The firing as the API shows it. Its payload has only the fields that are the same for all subscribers. */
export function firingView(firing: TimelineRow, { isDone, counts }: FiringProgress): FiringAnswer {
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
  const state = isDone ? 'done' : 'pending';
  const decidedAt = displayInstant(firing.committedAt);
  return {
    id,
    triggerType,
    environmentId,
    topic,
    sequence,
    occurredAt,
    decidedAt,
    state,
    deliveryCounts: counts,
    payload,
  };
}
