import type { z } from 'zod';
import { oneLine } from '../domain/text.ts';
import { RequestError } from './errors.ts';

/**
 * Parses the body or the query of a request.
 *
 * @throws RequestError 400 that names every fault; its target is that of the first
 */
export function parseRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({ target: path.join('.'), message }));
  throw new RequestError(400, { code: 'invalid-request', ...describeFaults(details) });
}

/** Several faults as one: their messages in one sentence, and the target of the first. */
export function describeFaults(details: readonly { target: string; message: string }[]) {
  const safe = details.map(({ target, message: text }) => ({ target, message: oneLine(text) }));
  const message = safe.map(({ target, message: text }) => (target ? `${target}: ${text}` : text)).join('; ');
  return { message, target: safe[0]?.target || undefined, details: safe };
}
