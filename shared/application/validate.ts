import type * as z from 'zod';
import { faultsOf, issueKey } from '../contract/issues.ts';
import { faultsPhrase } from '../domain/render-text.ts';
import { RequestError } from './errors.ts';

/**
 * Parses the body or the query of a request.
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
