import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { notFound, RequestError } from '../../application/errors.ts';
import { MAX_TOP } from '../../application/store/page-budget.ts';
import { parseRequest } from '../../application/validate.ts';
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
  const text = await jsonText(request);
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

const listQuery = z.object({
  top: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_TOP, fault('fault.page-size', { limit: MAX_TOP }))
    .optional(),
  cursor: z.string().optional(),
});

/**
 * The query of a list: its page, and its own filters.
 *
 * @throws RequestError 400
 */
export function listQueryOf<T extends z.ZodRawShape>(request: HttpRequest, filters: T) {
  return queryOf(request, listQuery.extend(filters));
}

/**
 * The query of a request. An empty parameter counts as absent.
 *
 * @throws RequestError 400
 */
export function queryOf<T>(request: HttpRequest, schema: z.ZodType<T>): T {
  return parseRequest(schema, Object.fromEntries([...request.query].filter(([, value]) => value !== '')));
}
