import * as z from 'zod';
import { fromJsonText } from './json-text.ts';
import { messageText } from './message-text.ts';

/** A message with the time of its arrival in milliseconds since the Unix epoch. */
interface Arrived {
  readonly message: unknown;
  readonly insertedAt: number;
}

/** A queue keeps a message for seven days, or as long as its sender asked for. */
const LONGEST_WAIT_MS = 30 * 24 * 60 * 60_000;

/** What a postponed message looks like on its queue: the message as it came, and when it came first. */
const postponedSchema = z.strictObject({
  postponed: z.strictObject({ insertedAt: z.number(), message: z.unknown() }),
});

/** The text of the copy that takes the place of a message. */
export function postponedText({ message, insertedAt }: Arrived): string {
  return JSON.stringify({ postponed: { insertedAt, message: messageText(message) } });
}

/**
 * The message that a copy stands for, with the time of its first arrival: times and dead letters of its events depend on it.
 * Any other message is itself.
 */
export function originalOf<T extends Arrived>(arrival: T): T {
  const copy = postponedSchema.safeParse(arrival.message);
  if (!copy.success) return arrival;
  const { insertedAt, message } = copy.data.postponed;
  const isPlausible = insertedAt <= arrival.insertedAt && insertedAt >= arrival.insertedAt - LONGEST_WAIT_MS;
  return { ...arrival, insertedAt: isPlausible ? insertedAt : arrival.insertedAt, message: fromJsonText(message) };
}

/** The text of the message that the text of a copy stands for. The text of any other message is itself. */
export function originalText(text: string): string {
  const copy = postponedSchema.safeParse(fromJsonText(text));
  return copy.success ? messageText(copy.data.postponed.message) : text;
}
