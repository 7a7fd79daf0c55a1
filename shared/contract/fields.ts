import * as z from 'zod';
import { fault } from './issues.ts';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const GUID_FORMS = new RegExp(`^(?:\\{(${GUID})\\}|(${GUID}))$`, 'i');

/** The form in which IDs, names and labels compare and go out: well-formed, in Unicode normalization form C. */
export function canonicalText(text: string): string {
  return text.toWellFormed().normalize('NFC');
}

/** The canonical form of an environment ID. Azure writes a GUID in any case, and some tools add braces. */
export function canonicalEnvironmentId(text: string): string {
  const canonical = canonicalText(text);
  const [, braced, bare] = GUID_FORMS.exec(canonical) ?? [];
  return (braced ?? bare)?.toLowerCase() ?? canonical;
}

/** Refuses text of more code points than this. JSON schema counts the same way. */
export function atMost(text: z.ZodString, codePoints: number): z.ZodString {
  const fits = (value: string) => value.length <= codePoints || [...value].length <= codePoints;
  return text.refine(fits, fault('fault.at-most-characters', { count: codePoints })).meta({ maxLength: codePoints });
}

/** An environment ID of a query: any text in canonical form. */
export const anyEnvironmentId = z.string().overwrite(canonicalEnvironmentId);

/** An environment ID: any text of 1 to 128 characters. */
export const environmentIdSchema = atMost(anyEnvironmentId.min(1), 128);

/** The title and description of an environment parameter. */
export const environmentWords = {
  title: 'Customer Insights environment',
  description: 'The environment that the events come from, by its ID.',
};

/** The longest ID or name. Real ones are shorter, and a transaction must hold forty of them. */
const MAX_NAME = 1024;

/** An ID or a name, in canonical form. */
export const nameSchema = atMost(z.string().overwrite(canonicalText).min(1), MAX_NAME);
