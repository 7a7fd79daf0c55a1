import type { InvocationContext } from '@azure/functions';
import { receiveMessage } from '../../application/events/receive-message.ts';
import type { Deps } from '../../application/ports.ts';
import type { EventQueue } from '../../domain/read-message.ts';
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

/** A queue keeps a message for seven days, unless its sender asked for longer. */
const LONGEST_STAY_MS = 8 * 24 * 60 * 60_000;
/** The clock of the storage may be so far ahead of ours. */
const MOST_AHEAD_MS = 10 * 60_000;

/**
 * The host lets a field of the body of this name hide its own, and dead letters are kept and found by this time. So one at which
 * the message cannot have come is passed over; by the clock, a message that comes again makes a second letter, and that is all.
 */
function insertionTime(deps: Deps, { triggerMetadata }: InvocationContext): number {
  const now = deps.clock.now();
  const told = triggerMetadata?.insertionTime;
  const time = typeof told === 'string' ? Date.parse(told) : Number.NaN;
  return time >= now - LONGEST_STAY_MS && time <= now + MOST_AHEAD_MS ? time : now;
}
