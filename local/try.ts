import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { readStartArguments } from './command-line.ts';
import { readLocalSettings } from './local-settings.ts';
import { settingsPort } from './process/port.ts';
import { orRefuse, refuse } from './refuse.ts';
import { styled } from './screen/terminal.ts';

/*
 * `npm run try` shows the app that `npm start` runs at work: it subscribes a receiver of its own, sends an event, shows the webhook
 * that arrives, and removes what it has made.
 */

const PATIENCE_MS = 15_000;
const ENVIRONMENT_ID = 'try';
const DATA_SOURCE = 'crm-contacts';

const createdSchema = z.object({ id: z.string(), signingSecret: z.string() });

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

const port = orRefuse(readStartArguments).port ?? orRefuse(() => settingsPort(readLocalSettings()));
const api = `http://127.0.0.1:${port}/api`;

// The reader of the output may end before this does.
process.stdout.on('error', () => {});
if (!(await fetch(`${api}/ping`).catch(() => undefined))?.ok) {
  refuse(`No app answers on http://localhost:${port}. Start it in another terminal: npm start`);
}
try {
  await tryOut();
} catch (error) {
  refuse(error);
}

async function tryOut(): Promise<void> {
  const receiver = await startReceiver();
  const subscription = await subscribe(receiver.url);
  try {
    const sentAt = performance.now();
    await sendFailure();
    const webhook = await Promise.race([receiver.webhook, sleep(PATIENCE_MS, undefined, { ref: false })]);
    if (!webhook)
      throw new Error(`No webhook arrived within ${PATIENCE_MS / 1000} s; the terminal of the app may say why.`);
    showWebhook(webhook, { signingSecret: subscription.signingSecret, milliseconds: performance.now() - sentAt });
  } finally {
    receiver.close();
    await cleanUp(subscription.location);
  }
  step('The subscription and the data source are removed again.');
}

/** Answers the first webhook like a flow, with 202. */
async function startReceiver() {
  const { promise: webhook, resolve } = Promise.withResolvers<Received>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(202).end();
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    resolve({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString() });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: receiverPort } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${receiverPort}/`, webhook, close };
}

async function subscribe(callbackUrl: string) {
  const response = await post('triggers/data-source-refresh-failed/subscriptions', {
    environmentId: ENVIRONMENT_ID,
    callbackUrl,
    label: 'npm run try',
  });
  const location = new URL(response.headers.get('location') ?? '');
  step(`Subscribed a receiver to failed refreshes of the environment '${ENVIRONMENT_ID}'.`);
  return { ...createdSchema.parse(await response.json()), location: `${location.pathname}${location.search}` };
}

async function sendFailure(): Promise<void> {
  await post('events/refresh-status', {
    eventId: randomUUID(),
    environmentId: ENVIRONMENT_ID,
    operation: 'ingestion',
    name: DATA_SOURCE,
    displayName: 'CRM contacts',
    status: 'failed',
    runId: randomUUID(),
    endedAt: new Date().toISOString(),
    error: { code: 'dataSourceRefreshTimeout', message: 'the source did not answer' },
  });
  step(`Sent an event: the refresh of the data source '${DATA_SOURCE}' has failed.`);
}

function showWebhook(
  { headers, body }: Received,
  { signingSecret, milliseconds }: { readonly signingSecret: string; readonly milliseconds: number },
): void {
  new Webhook(signingSecret).verify(body, headers);
  step(`The webhook arrived after ${Math.round(milliseconds)} ms, and its signature is right:`);
  const shown = Object.entries(headers).filter(([name]) => name.startsWith('webhook-'));
  for (const [name, value] of shown) console.log(styled('dim', `    ${name}: ${value}`));
  console.log(JSON.stringify(JSON.parse(body), undefined, 2).replaceAll(/^/gm, '    '));
}

/** What was made is removed; the firing stays in the list of firings until its retention ends. */
async function cleanUp(location: string): Promise<void> {
  const dataSource = `${api}/environments/${ENVIRONMENT_ID}/data-sources/${DATA_SOURCE}`;
  const removals = [`http://127.0.0.1:${port}${location}`, dataSource].map((url) => fetch(url, { method: 'DELETE' }));
  await Promise.allSettled(removals);
}

async function post(path: string, body: object): Promise<Response> {
  const response = await fetch(`${api}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST /api/${path} was answered with ${response.status}: ${await response.text()}`);
  return response;
}

function step(text: string): void {
  console.log(`${styled('green', '*')} ${text}`);
}
