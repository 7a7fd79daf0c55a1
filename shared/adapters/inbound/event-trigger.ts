import type { InvocationContext } from '@azure/functions';
import { codeOf, messageOf } from '../../application/errors.ts';
import { takeMessage } from '../../application/events/take-message.ts';
import type { Deps } from '../../application/ports.ts';
import { fromJsonText } from '../../domain/json-text.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { isJsonObject } from '../../domain/tolerant-reading.ts';

/**
 * Handles one message of an event queue, and reports how its events ended.
 *
 * @throws a fault that could not be postponed; the host then delivers the message again
 */
export async function handleEventMessage(
  deps: Deps,
  { queue, message }: { queue: EventQueue; message: unknown },
  context: InvocationContext,
): Promise<void> {
  const arrival = { queue, message, insertedAt: insertionTime(deps, message, context) };
  const startedAt = deps.clock.now();
  const taken = await takeMessage(deps, arrival);
  if (taken.kind === 'postponed') {
    const { delay: delayMilliseconds, fault } = taken;
    const reason = codeOf(fault);
    deps.report({ name: 'MessagePostponed', queue, delayMilliseconds, reason, fault: messageOf(fault) });
    return;
  }
  const milliseconds = Math.max(0, deps.clock.now() - startedAt);
  deps.report({ name: 'EventsHandled', queue, ...taken.tally, milliseconds });
}

/** Longer than a queue keeps a message by default, which is seven days. */
const MAX_AGE_MS = 8 * 24 * 60 * 60_000;
/** How far the clock of the storage may be ahead of ours. */
const MAX_CLOCK_SKEW_MS = 10 * 60_000;

/**
 * When the message was inserted. The key of a dead letter holds this time, so that a message that is delivered again makes no
 * second one. But a field of the body with the same name replaces the host's value, which is lost then. That time and an
 * impossible one are ignored in favor of the current time; the worst case is a second dead letter.
 */
function insertionTime(deps: Deps, message: unknown, { triggerMetadata }: InvocationContext): number {
  const now = deps.clock.now();
  if (hidesInsertionTime(message)) return now;
  const given = triggerMetadata?.insertionTime;
  const time = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return time >= now - MAX_AGE_MS && time <= now + MAX_CLOCK_SKEW_MS ? time : now;
}

/** The host compares the names of its values and of the fields of a body without case. */
function hidesInsertionTime(message: unknown): boolean {
  const body = fromJsonText(message);
  return isJsonObject(body) && Object.keys(body).some((name) => name.toLowerCase() === 'insertiontime');
}
