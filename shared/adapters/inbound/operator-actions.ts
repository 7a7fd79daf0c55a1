import { HttpRequest, type InvocationContext } from '@azure/functions';
import * as z from 'zod';
import type { Report } from '../../application/ports.ts';

/** Calls by producers and subscribers. Lines of their own tell what comes of them. */
const NO_ACTIONS: ReadonlySet<string> = new Set([
  'refresh-status-events',
  'metric-change-events',
  'refresh-status-explain',
  'metric-change-explain',
  'subscription-create',
  'subscription-delete',
  'subscription-delete-by-callback',
]);

/** Methods that change nothing. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a report needs of a response. */
const answer = z.object({
  status: z.int().default(200),
  jsonBody: z
    .object({ error: z.object({ code: z.string() }) })
    .optional()
    .catch(undefined),
});

type Invocation = Pick<InvocationContext, 'functionName'>;

/**
 * Runs a handler. If it is a call by which an operator changes something, reports what was called, on what, and how it ended. Of
 * the request it tells the names of the path alone, since a query or a body may hold a secret.
 */
export async function reportingAction<T>(
  reportOf: () => Report,
  { input, context }: { readonly input: unknown; readonly context: Invocation },
  run: () => T | Promise<T>,
): Promise<T> {
  const { functionName: action } = context;
  if (!(input instanceof HttpRequest) || READING.has(input.method) || NO_ACTIONS.has(action)) return run();
  const startedAt = performance.now();
  const result = await run();
  const { status = 200, jsonBody } = answer.safeParse(result ?? {}).data ?? {};
  const milliseconds = Math.round(performance.now() - startedAt);
  const target = { ...input.params };
  reportOf()({ name: 'OperatorAction', action, target, status, reason: jsonBody?.error.code, milliseconds });
  return result;
}
