import type { DeadLetter } from '../../api/dead-letters.ts';

/** What a dead letter is called: the label of its subscription or the subscription itself, or the queue of its event. */
export function nameOfLetter({ label, subscriptionId, queue, id }: DeadLetter): string {
  return label ?? subscriptionId ?? queue ?? id;
}
