import type { InvocationContext } from '@azure/functions';
import type { Deps } from '../application/ports.ts';
import { receiveMessage } from '../application/receive-message.ts';
import type { EventQueue } from '../domain/read-message.ts';
import { logDeliveries } from './delivery-log.ts';

/** Takes in one message of an event queue and logs how its events ended: counts and ids, never what they say. */
export async function handleEventMessage(
  deps: Deps,
  { queue, message }: { queue: EventQueue; message: unknown },
  context: InvocationContext,
): Promise<void> {
  const arrival = { queue, message, insertedAt: insertionTime(deps, context) };
  const { attempted, ...counts } = await receiveMessage(deps, arrival);
  context.log(`Handled a message of ${queue}:`, JSON.stringify(counts));
  logDeliveries(context, attempted);
}

/** The host lets a field of the body of this name hide its own, so anything that is no time is passed over. */
function insertionTime(deps: Deps, { triggerMetadata }: InvocationContext): number {
  const time = Date.parse(String(triggerMetadata?.insertionTime));
  return Number.isNaN(time) ? deps.clock.now() : time;
}
