import type * as z from 'zod';
import { faultsOf, issueKey } from '../../shared/contract/issues.ts';
import { type Fault, Phrase } from '../../shared/contract/phrase.ts';
import { inEnglish } from '../../shared/domain/render-text.ts';

/** A phrase in English; `undefined` when there is none. */
export function said(phrase: Phrase | undefined): string | undefined {
  return phrase && inEnglish(phrase);
}

/** The phrases of a value in English, wherever they are in it. */
export function allSaid(value: object | undefined): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, inner: unknown) => (inner instanceof Phrase ? inEnglish(inner) : inner)),
  );
}

/** What a schema says of a value that it refuses. */
export function refusal(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value, { error: issueKey });
  return error ? faultsOf(error, schema).map(({ message }: Fault) => inEnglish(message)) : [];
}
