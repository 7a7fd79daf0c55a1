import type * as z from 'zod';
import { faultsOf, issueKey } from '../contract/issues.ts';
import { faultsPhrase } from '../domain/render-text.ts';
import { RequestError } from './errors.ts';

/**
 * Parses the query of a request, or what is left of its body.
 *
 * @throws RequestError 400 that names every fault; its target is that of the first
 */
export function parseRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body, { error: issueKey });
  if (parsed.success) return parsed.data;
  const details = faultsOf(parsed.error, schema);
  const target = details[0]?.target || undefined;
  throw new RequestError(400, { code: 'invalid-request', message: faultsPhrase(details), target, details });
}

/**
 * Parses the body of a call. Forms send an empty text or null for what was not filled in: both count as absent.
 *
 * @throws RequestError 400 as `parseRequest` does
 */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  return parseRequest(schema, withoutEmpty(body));
}

function withoutEmpty(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '' && value !== null));
}
