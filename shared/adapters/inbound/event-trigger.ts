import type { InvocationContext } from '@azure/functions';
import { takeMessage } from '../../application/events/take-message.ts';
import type { Deps } from '../../application/ports.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { logDeliveries, messageOf } from './delivery-log.ts';

/** Handles one message of an event queue and logs how its events ended: counts and IDs, never content. */
export async function handleEventMessage(
  deps: Deps,
  { queue, message }: { queue: EventQueue; message: unknown },
  context: InvocationContext,
): Promise<void> {
  const arrival = { queue, message, insertedAt: insertionTime(deps, context) };
  const taken = await takeMessage(deps, arrival);
  if (taken.kind === 'postponed') {
    context.warn(`Postponed a message of ${queue} for ${taken.delay} ms: ${messageOf(taken.fault)}`);
    return;
  }
  const { attempted, ...counts } = taken.tally;
  context.log(`Handled a message of ${queue}:`, JSON.stringify(counts));
  logDeliveries(context, attempted);
}

/** A queue keeps a message for seven days by default. */
const LONGEST_STAY_MS = 8 * 24 * 60 * 60_000;
/** Allowed clock difference between the storage service and this machine. */
const MOST_AHEAD_MS = 10 * 60_000;

/**
 * When the message was enqueued. In the host, a body field of the same name replaces the real value, and keys of dead letters
 * contain this time. An implausible value is therefore replaced by the clock: at worst, a redelivered message gets a second dead
 * letter.
 */
function insertionTime(deps: Deps, { triggerMetadata }: InvocationContext): number {
  const now = deps.clock.now();
  const told = triggerMetadata?.insertionTime;
  const time = typeof told === 'string' ? Date.parse(told) : Number.NaN;
  return time >= now - LONGEST_STAY_MS && time <= now + MOST_AHEAD_MS ? time : now;
}
