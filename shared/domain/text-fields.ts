import { z } from 'zod';
import { MAX_NAME } from '../contract/fields.ts';

/** An id or a name that has to be there. */
export const requiredText = z.string().min(1).max(MAX_NAME);

/** What makes a repeated event a duplicate. */
export const eventIdSchema = requiredText.meta({
  title: 'Event ID',
  description: 'Unique for each event, and the same when it is sent again; the expression guid() makes one.',
});

/** An id or a name that may be missing: `null`, the empty text and absence all mean that it is not known. */
export const optionalText = z
  .string()
  .max(MAX_NAME)
  .nullish()
  .transform((text) => text || undefined);

/** Words for people, as long as a webhook needs them; the rest is cut off. */
function optionalWords(length: number) {
  return z
    .string()
    .nullish()
    .transform((text) => (text && text.length > length ? `${text.slice(0, length - 1)}…` : text || undefined));
}

/** The name that people see. */
export const displayName = optionalWords(256);

/** What went wrong, in words. */
export const errorMessage = optionalWords(2000);

/** For any schema: `null` and the empty text count as absence. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
}

/** Checks fields against each other even when others are faulty, so that every fault is named at once. */
export const always = { when: () => true };

/** An enum of lower-case words that is read in any case. */
export function anyCase<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), schema);
}
