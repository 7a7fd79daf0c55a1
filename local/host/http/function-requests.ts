import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionExecutor } from '../function-executor.ts';
import { outputValue } from '../output-bindings.ts';
import { messageOf } from '../refusal.ts';
import type { InvocationResponse, TypedData } from '../rpc.ts';
import { type AdminParts, handleAdmin } from './admin.ts';
import { BodyTooLarge, readBody, toHttpData } from './http-request.ts';
import { sendEmpty, sendHttpData, sendText } from './http-response.ts';
import type { RequestHandler } from './http-server.ts';
import { isAuthorized, type Keys, presentedKey } from './keys.ts';
import { refusalOf } from './own-names.ts';
import type { HttpFunction, RouteMatch, RouteTable } from './route-table.ts';

/** What the request handler needs. */
export interface HttpParts {
  readonly routes: RouteTable;
  readonly admin: AdminParts;
  readonly executor: FunctionExecutor;
  /** Absent unless keys are required (--enable-auth). */
  readonly keys: Keys | undefined;
  readonly bodyLimit: number;
  /** In milliseconds. Azure's load balancer gives up after 230 s, whatever functionTimeout is. */
  readonly responseLimit: number;
  readonly hasHomepage: boolean;
  readonly origin: string;
  /** The names by which this host may be called, with their ports. */
  readonly names: ReadonlySet<string>;
}

/** Makes the handler for all requests: admin endpoints, functions and the homepage. */
export function createRequestHandler(parts: HttpParts): RequestHandler {
  return async (request, response) => {
    const refusal = refusalOf(request, parts.names);
    if (refusal) return refuse(request, response, refusal);
    const url = requestUrl(request, parts.origin);
    if (!url) return sendEmpty(response, 400);
    const root = url.pathname.split('/')[1]?.toLowerCase();
    if (root === 'admin') return answerAdmin(parts, request, Object.assign(response, { url }));
    const match = parts.routes.find(request.method ?? 'GET', url.pathname);
    if (match) return answerFunction(parts, { request, response, url }, match);
    request.resume();
    if (url.pathname === '/' && request.method === 'GET') return sendHomepage(parts, response);
    return sendEmpty(response, 404);
  };
}

/** Refuses a request without reading its body. */
function refuse(request: IncomingMessage, response: ServerResponse, reason: string): void {
  request.resume();
  response.setHeader('connection', 'close');
  sendText(response, 403, `${reason}\n`);
}

function requestUrl(request: IncomingMessage, origin: string): URL | undefined {
  const target = request.url ?? '/';
  const base = request.headers.host ? `http://${request.headers.host}` : origin;
  return URL.parse(target.startsWith('/') ? base + target : target) ?? undefined;
}

function sendHomepage({ hasHomepage }: HttpParts, response: ServerResponse): void {
  if (hasHomepage) sendText(response, 200, 'Your functions host is up and running.\n');
  else sendEmpty(response, 204);
}

async function answerAdmin(
  { admin, keys }: HttpParts,
  request: IncomingMessage,
  response: ServerResponse & { url: URL },
): Promise<void> {
  const key = presentedKey(request.headers, response.url.searchParams);
  if (keys && !isAuthorized(keys, { level: 'admin', functionName: '' }, key)) return sendEmpty(response, 401);
  await handleAdmin(admin, request, response);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

async function answerFunction(parts: HttpParts, exchange: Exchange, { definition, params }: RouteMatch): Promise<void> {
  const { request, response, url } = exchange;
  if (definition.isDisabled) return sendEmpty(response, 404);
  const wanted = { level: definition.trigger.authLevel, functionName: definition.name };
  if (parts.keys && !isAuthorized(parts.keys, wanted, presentedKey(request.headers, url.searchParams)))
    return sendEmpty(response, 401);
  try {
    const body = await readBody(request, parts.bodyLimit);
    const data = toHttpData(request, url, { params, body });
    await runFunction(parts, { definition, data: { http: data } }, exchange);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    response.setHeader('connection', 'close');
    sendEmpty(response, 413);
  }
}

interface HttpCall {
  readonly definition: HttpFunction;
  readonly data: TypedData;
}

async function runFunction(
  parts: HttpParts,
  { definition, data }: HttpCall,
  { request, response }: Exchange,
): Promise<void> {
  const timer = setTimeout(() => sendEmpty(response, 504), parts.responseLimit);
  const outcome = await parts.executor.execute(definition, {
    reason: 'This function was programmatically called via the host APIs.',
    input: data,
    traceParent: request.headersDistinct.traceparent?.[0],
    traceState: request.headersDistinct.tracestate?.[0],
  });
  clearTimeout(timer);
  if (response.writableEnded) return;
  if (outcome.succeeded) sendFunctionResult(definition, outcome.response, response);
  else sendEmpty(response, 500);
}

function sendFunctionResult({ outputs }: HttpFunction, result: InvocationResponse, response: ServerResponse): void {
  const name = outputs.find(({ type }) => type === 'http')?.name;
  try {
    sendHttpData(response, name === undefined ? undefined : outputValue(name, result));
  } catch (error) {
    // The function returned a status or header that HTTP does not allow.
    response.statusCode = 500;
    response.end(`${messageOf(error)}\n`);
  }
}
