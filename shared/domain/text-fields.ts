import * as z from 'zod';
import { canonicalText, nameSchema } from '../contract/fields.ts';
import { instantSchema, isNeverSet } from './instant.ts';
import { cutText, plainWord } from './text.ts';
import { isPresent } from './tolerant-reading.ts';

/** The ID by which a repeated event is a duplicate. */
export const eventIdSchema = nameSchema.meta({
  title: 'Event ID',
  description: 'Unique for each event, and the same when it is sent again; the expression guid() makes one.',
});

/** An ID or a name that may be missing. */
export const optionalText = nameSchema.nullish().transform((text) => text ?? undefined);

/** Text for people. A longer one is cut off. */
function optionalWords(codePoints: number) {
  return z
    .string()
    .nullish()
    .transform((text) => (text ? cutText(canonicalText(text), codePoints) : undefined));
}

/** The name that people see. */
export const displayName = optionalWords(256);

/** The code of an error. */
export const errorCode = optionalWords(256);

/** The message of an error. */
export const errorMessage = optionalWords(2000);

/** Makes a schema optional. `null` and the empty text count as absent. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (isPresent(value) ? value : undefined), schema.optional());
}

/** A time that orders nothing. One that was never set counts as absent. */
export const optionalTime = z.preprocess(
  (value) => (isPresent(value) && !isNeverSet(value) ? value : undefined),
  instantSchema.optional(),
);

/** Runs a check across fields even when other fields are faulty, so that every fault is named at once. */
export const always = { when: () => true };

/** Reads an enum of plain words in any spelling. */
export function anySpelling<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? plainWord(value) : value), schema);
}
