import { z } from 'zod';
import { cutText, oneLine } from '../domain/text.ts';
import { RequestError } from './errors.ts';

/**
 * Parses the body or the query of a request.
 *
 * @throws RequestError 400 that names every fault; its target is that of the first
 */
export function parseRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap((issue) => faultsOf(issue, schema));
  throw new RequestError(400, { code: 'invalid-request', ...describeFaults(details) });
}

/** Of the unknown properties, which may be many and long. */
const MOST_NAMED = 20;
const LONGEST_NAME = 128;

/** Each unknown property is a fault of its own. */
function faultsOf(issue: z.core.$ZodIssue, schema: z.ZodType): { target: string; message: string }[] {
  const { path } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ target: path.join('.'), message: issue.message }];
  const names = issue.keys.slice(0, MOST_NAMED).map((key) => cutText(key, LONGEST_NAME));
  return names.map((key) => ({
    target: [...path, key].join('.'),
    message: `not known; ${expectedNames(schema)}`,
  }));
}

function expectedNames(schema: z.ZodType): string {
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return names.length > 0 ? `expected one of ${names.join(', ')}` : 'this call takes nothing of that kind';
}

/** Several faults as one: their messages in one sentence, and the target of the first. */
export function describeFaults(details: readonly { target: string; message: string }[]) {
  const safe = details.map(({ target, message: text }) => ({ target, message: oneLine(text) }));
  const message = safe.map(({ target, message: text }) => (target ? `${target}: ${text}` : text)).join('; ');
  return { message, target: safe[0]?.target || undefined, details: safe };
}
