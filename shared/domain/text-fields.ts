import { z } from 'zod';

/** An environment id: any text of 1 to 128 characters. */
export const environmentIdSchema = z.string().min(1).max(128);

/** A text that has to be there. */
export const requiredText = z.string().min(1);

/** A text that may be missing: `null`, the empty text and absence all mean that it is not known. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

/** Turns `null` into absence for any schema. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** An enum of lower-case words that is read in any case. */
export function anyCase<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), schema);
}
