import { z } from 'zod';
import { MAX_NAME } from '../contract/fields.ts';

/** An ID or a name that is required. */
export const requiredText = z.string().min(1).max(MAX_NAME);

/** The ID by which a repeated event is a duplicate. */
export const eventIdSchema = requiredText.meta({
  title: 'Event ID',
  description: 'Unique for each event, and the same when it is sent again; the expression guid() makes one.',
});

/** An ID or a name that may be missing. `null` and the empty text count as absent. */
export const optionalText = z
  .string()
  .max(MAX_NAME)
  .nullish()
  .transform((text) => text || undefined);

/** Text for people. A longer one is cut off. */
function optionalWords(length: number) {
  return z
    .string()
    .nullish()
    .transform((text) => (text && text.length > length ? `${text.slice(0, length - 1)}…` : text || undefined));
}

/** The name that people see. */
export const displayName = optionalWords(256);

/** The message of an error. */
export const errorMessage = optionalWords(2000);

/** Makes a schema optional. `null` and the empty text count as absent. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
}

/** Runs a check across fields even when other fields are faulty, so that every fault is named at once. */
export const always = { when: () => true };

/** Reads an enum of lower-case words in any case. */
export function anyCase<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), schema);
}
