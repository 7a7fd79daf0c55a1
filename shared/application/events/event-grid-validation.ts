import * as z from 'zod';
import { fromJsonText } from '../../domain/json-text.ts';

const validation = z.object({
  eventType: z.literal('Microsoft.EventGrid.SubscriptionValidationEvent'),
  data: z.object({ validationCode: z.string().min(1).max(1024) }),
});

/** One event in a list, as Event Grid posts it, or by itself. */
const message = z.union([z.tuple([validation]).transform(([event]) => event), validation]);

/**
 * The code of the event by which Event Grid asks whether its events are wanted here; `undefined` for any other message. Its sender
 * has shown the key, so the answer may give the code back.
 */
export function validationCodeOf(text: string): string | undefined {
  return message.safeParse(fromJsonText(text)).data?.data.validationCode;
}
