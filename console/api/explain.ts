import type { EventExplanation } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';
import type { Sent } from './sent.ts';

/** The queues that events come by. */
export type EventQueue = 'refresh-status' | 'metric-change';

/** What became of an event, and why. */
export type Explanation = Sent<EventExplanation>;

/**
 * What became of the events of a message. It changes nothing.
 *
 * @param text one queue message; it is sent as it was written
 * @param subscriptionId explains also why this subscription was told or not
 */
export async function explainEvent(
  queue: EventQueue,
  text: string,
  subscriptionId?: string,
): Promise<readonly Explanation[]> {
  const query = subscriptionId === undefined ? '' : `?${new URLSearchParams({ subscriptionId })}`;
  const answer = await call<{ value: readonly Explanation[] }>(`events/${queue}/explain${query}`, {
    method: 'POST',
    body: text,
  });
  return answer.value;
}
