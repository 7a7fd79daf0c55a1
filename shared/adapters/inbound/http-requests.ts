import type { HttpRequest } from '@azure/functions';
import * as z from 'zod';
import { notFound, RequestError } from '../../application/errors.ts';
import { MAX_TOP } from '../../application/store/page-budget.ts';
import { parseBody, parseRequest } from '../../application/validate.ts';
import { fault } from '../../contract/issues.ts';
import { phrase } from '../../contract/phrase.ts';
import { type TriggerType, triggerTypeSchema, triggerTypes } from '../../contract/trigger-types.ts';
import { parseJson } from '../../domain/json-text.ts';
import { readText, SMALL_BODY } from './request-body.ts';

/**
 * The text of a JSON request.
 *
 * @throws RequestError 413 for a body over the limit, 415 for another content type
 */
export async function jsonText(request: HttpRequest, limit = SMALL_BODY): Promise<string> {
  const type = request.headers.get('content-type');
  if (type && !/[/+]json\b/i.test(type)) {
    throw new RequestError(415, {
      code: 'not-json',
      message: phrase('error.content-type', { type }),
    });
  }
  return readText(request, limit);
}

/**
 * The body of a JSON request.
 *
 * @throws RequestError 400 for a text that is not JSON, 413 for a long one, 415 for another content type
 */
export async function jsonBody(request: HttpRequest): Promise<unknown> {
  return jsonOf(await jsonText(request));
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new RequestError(400, { code: 'not-json', message: phrase('error.body-not-json') });
  }
}

/**
 * The trigger type of a path such as `triggers/{type}/subscriptions`.
 *
 * @throws RequestError 404 for an unknown one
 */
export function triggerTypeOf(request: HttpRequest): TriggerType {
  const parsed = triggerTypeSchema.safeParse(request.params.type);
  if (parsed.success) return parsed.data;
  const { type = '' } = request.params;
  throw notFound(phrase('error.trigger-type', { type, types: triggerTypes.join(', ') }), 'type');
}

const listQuery = {
  top: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_TOP, fault('fault.page-size', { limit: MAX_TOP }))
    .optional(),
  cursor: z.string().optional(),
};

/**
 * The query of a list: its page, and its own filters.
 *
 * @throws RequestError 400
 */
export function listQueryOf<T extends z.ZodRawShape>(request: HttpRequest, filters: T) {
  return queryOf(request, { ...listQuery, ...filters });
}

/** The host takes the key of a call from these parameters, in any case. */
const KEY_PARAMETERS: ReadonlySet<string> = new Set(['code', 'clientid']);

/**
 * The query of a request. An empty parameter counts as absent; an unknown one is refused by its name.
 *
 * @throws RequestError 400
 */
export function queryOf<T extends z.ZodRawShape>(request: HttpRequest, shape: T) {
  const isOwn = (name: string, value: string) =>
    !KEY_PARAMETERS.has(name.toLowerCase()) || (name === 'code' && 'code' in shape && isCode(request, value));
  const own = [...request.query].filter(([name, value]) => value !== '' && isOwn(name, value));
  return parseRequest(z.strictObject(shape), Object.fromEntries(own));
}

/** The names of the parameters that a call brings, but for the key of the call and empty ones. */
export function parameterNames({ query }: HttpRequest): string[] {
  const own = [...query].filter(([name, value]) => value !== '' && !KEY_PARAMETERS.has(name.toLowerCase()));
  return own.map(([name]) => name);
}

/** A code, such as `http-400`. The keys that Azure makes have capital letters. */
const CODE = /^[a-z]+(-[a-z0-9]+)*$/;

/** Whether the parameter `code` names a code. It may be the key of the call, unless that came in a header. */
function isCode({ headers }: HttpRequest, value: string): boolean {
  return headers.has('x-functions-key') || CODE.test(value);
}

/** The parameter of a call that counts what it would do, and does nothing. */
export const dryRunParameter = { dryRun: z.stringbool(fault('fault.true-or-false', {})).default(false) };

/**
 * Refuses whatever a call brings beside its path: a mistaken parameter must not look as if it had been heard.
 *
 * @throws RequestError 400 or 413
 */
export async function requireNothingElse(request: HttpRequest): Promise<void> {
  queryOf(request, {});
  await requireNoProperty(request);
}

/**
 * Refuses a body that says something.
 *
 * @throws RequestError 400 or 413
 */
export async function requireNoProperty(request: HttpRequest): Promise<void> {
  // Some clients name a content type for an empty body.
  const text = await readText(request, SMALL_BODY);
  if (text.trim() !== '') parseBody(z.strictObject({}), jsonOf(text) ?? {});
}
