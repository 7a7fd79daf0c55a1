import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Flow } from './recorded-day.ts';
import { payloadSchema } from './screen/payload-text.ts';

const notificationSchema = payloadSchema.extend({ notificationId: z.string() });

/** The payload of a webhook, as far as the demo reads it. */
type Notification = z.infer<typeof notificationSchema>;

/** A webhook that arrived at a flow. */
export interface Arrival {
  readonly flow: Flow;
  readonly payload: Notification;
}

/** The count of a flow's webhooks. */
export interface FlowResult {
  readonly flow: string;
  readonly expected: number;
  /** Expected notifications that arrived, each counted once. */
  readonly arrived: number;
  readonly duplicates: number;
  readonly unexpected: number;
}

/** Subscribes each flow as Power Automate does, with its own callback URL, and receives its webhooks. */
export async function startDemoFlows(baseUrl: string, flows: readonly Flow[], onArrival: (arrival: Arrival) => void) {
  const received = new Map<string, Arrival[]>();
  const byPath = new Map<string, Flow>();
  const server = createServer((request, response) => {
    const flow = byPath.get(request.url ?? '');
    if (request.method !== 'POST' || !flow) response.writeHead(401).end();
    else if (flow.refusal) void refuse(request, response, flow.refusal);
    else void accept(request, response, (payload) => record({ flow, payload }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  function record(arrival: Arrival): void {
    received.set(arrival.flow.flow, [...(received.get(arrival.flow.flow) ?? []), arrival]);
    onArrival(arrival);
  }

  for (const flow of flows) {
    const path = callbackPath();
    byPath.set(path, flow);
    await subscribe(baseUrl, flow, `http://127.0.0.1:${port}${path}`);
  }
  return {
    results: (): FlowResult[] => flows.map((flow) => resultOf(flow, received.get(flow.flow) ?? [])),
    close: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The path of a callback URL as Power Automate writes it: versioned, signed, and with escapes that must stay as they are. */
function callbackPath(): string {
  const workflow = randomBytes(16).toString('hex');
  const version = String(Date.now()).padStart(20, '0');
  const path = `/workflows/${workflow}/triggers/When_it_fires/versions/${version}/run`;
  const permission = encodeURIComponent(
    `/triggers/When_it_fires/versions/${version}/run,/triggers/When_it_fires/versions/${version}/read`,
  );
  return `${path}?api-version=2016-06-01&sp=${permission}&sv=1.0&sig=${randomBytes(32).toString('base64url')}`;
}

async function subscribe(baseUrl: string, { triggerType, parameters, flow }: Flow, callbackUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/api/triggers/${triggerType}/subscriptions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'azure-logic-apps/1.0 microsoft-flow/1.0',
      'x-ms-workflow-name': randomUUID(),
      'x-ms-workflow-operation-name': 'When_it_fires',
    },
    body: JSON.stringify({ ...parameters, callbackUrl, label: flow }),
  });
  if (response.status !== 201)
    throw new Error(`'${flow}' could not subscribe: ${response.status} ${await response.text()}`);
}

async function accept(
  request: IncomingMessage,
  response: ServerResponse,
  onPayload: (payload: Notification) => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  onPayload(notificationSchema.parse(JSON.parse(Buffer.concat(chunks).toString())));
  response.writeHead(202, { 'x-ms-workflow-run-id': randomUUID() }).end();
}

async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body = {} }: NonNullable<Flow['refusal']>,
): Promise<void> {
  for await (const _ of request);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function resultOf({ flow, expected }: Flow, arrivals: readonly Arrival[]): FlowResult {
  const payloads = new Map(arrivals.map(({ payload }) => [payload.notificationId, payload]));
  const matched = new Set(
    [...payloads.values()].flatMap((payload) =>
      expected.filter((properties) => hasAll(payload, properties)).slice(0, 1),
    ),
  );
  return {
    flow,
    expected: expected.length,
    arrived: matched.size,
    duplicates: arrivals.length - payloads.size,
    unexpected: payloads.size - matched.size,
  };
}

function hasAll(payload: Notification, properties: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(properties).every(([name, value]) => payload[name] === value);
}
