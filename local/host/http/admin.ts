import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { FunctionDefinition } from '../function-definition.ts';
import { hostVersion } from '../worker-process.ts';
import { readBody } from './http-request.ts';
import { sendEmpty, sendJson, sendText } from './http-response.ts';
import { type HttpFunction, routeOf } from './route-table.ts';

const runSchema = z.object({ input: z.string().nullish() });
const inputLimit = 1024 * 1024;

/** What the admin endpoints need. */
export interface AdminParts {
  readonly hostId: string;
  readonly appFolder: string;
  readonly routePrefix: string;
  readonly functions: readonly FunctionDefinition[];
  /** Starts a function that is not triggered by HTTP, without waiting for it. */
  readonly run: (definition: FunctionDefinition, input: string) => void;
}

/** Answers requests under /admin: the host's status, its functions, and manual runs of functions without a route. */
export async function handleAdmin(
  parts: AdminParts,
  request: IncomingMessage,
  response: ServerResponse & { url: URL },
): Promise<void> {
  const { url } = response;
  const path = url.pathname.split('/').filter(Boolean).slice(1).map(decodeURIComponent);
  const [area, name, ...rest] = path;
  if (area === 'host' && name === 'status' && request.method === 'GET') return sendJson(response, status(parts));
  if (area !== 'functions' || rest.length > 0) return sendEmpty(response, 404);
  if (name === undefined)
    return request.method === 'GET' ? sendJson(response, listFunctions(parts, url)) : sendEmpty(response, 404);
  const definition = parts.functions.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!definition) return sendEmpty(response, 404);
  if (request.method === 'GET') return sendJson(response, describe(definition, parts, url));
  if (request.method === 'POST') return runFunction({ parts, definition }, request, response);
  return sendEmpty(response, 404);
}

function status({ hostId, appFolder }: AdminParts) {
  const processUptime = Math.round(process.uptime() * 1000);
  return { id: hostId, state: 'Running', version: hostVersion, processUptime, processId: process.pid, appFolder };
}

function listFunctions(parts: AdminParts, url: URL) {
  return parts.functions.map((definition) => describe(definition, parts, url));
}

function describe(definition: FunctionDefinition, { routePrefix }: AdminParts, url: URL) {
  const { name, bindings, isDisabled } = definition;
  const invokeUrlTemplate = isHttpFunction(definition) ? `${url.origin}/${routeOf(definition, routePrefix)}` : '';
  const href = `${url.origin}/admin/functions/${name}`;
  return { name, href, config: { bindings }, invokeUrlTemplate, isDisabled, language: 'node' };
}

/** Whether a function has an HTTP trigger. */
export function isHttpFunction(definition: FunctionDefinition): definition is HttpFunction {
  return definition.trigger.type === 'httptrigger';
}

interface RunTarget {
  readonly parts: AdminParts;
  readonly definition: FunctionDefinition;
}

async function runFunction(
  { parts, definition }: RunTarget,
  request: IncomingMessage,
  response: ServerResponse & { url: URL },
): Promise<void> {
  if (isHttpFunction(definition)) {
    return sendText(
      response,
      400,
      `${definition.name} is triggered by HTTP: call ${describe(definition, parts, response.url).invokeUrlTemplate}\n`,
    );
  }
  const input = parseInput(await readBody(request, inputLimit));
  if (input === undefined) return sendText(response, 400, 'The body should be JSON such as {"input": "text"}\n');
  parts.run(definition, input);
  sendEmpty(response, 202);
}

function parseInput(body: Uint8Array | undefined): string | undefined {
  if (!body) return '';
  try {
    return runSchema.parse(JSON.parse(Buffer.from(body).toString())).input ?? '';
  } catch {
    return undefined;
  }
}
