import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CallbackServer } from '../support/power-automate/callback-server.ts';
import { Connection } from '../support/power-automate/connection.ts';
import { ConnectorDefinition } from '../support/power-automate/definition.ts';
import { Flow } from '../support/power-automate/flow.ts';
import { send } from '../support/power-automate/wire.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/* The simulated platform is strict: an app that did worse than ours would not get past it. */
let app: WebhookReceiver;
let platform: WebhookReceiver;
let callbacks: CallbackServer;
let connection: Connection;

const trigger = new ConnectorDefinition().trigger('OnSegmentThresholdCrossed');
const ours = () => `${connection.baseUrl}/api/subscriptions/one%2fTwo?token=a%2Bb+c`;

beforeAll(async () => {
  [app, platform] = await Promise.all([startReceiver(), startReceiver()]);
  callbacks = new CallbackServer(platform);
  platform.respondWith((request, response) => callbacks.answer(request, response));
  connection = new Connection(new ConnectorDefinition(), { host: `127.0.0.1:${app.port}`, api_key: 'key' });
});

afterAll(() => Promise.all([app.close(), platform.close()]));

/** The app answers a POST so, and a DELETE with 204. */
function newFlow(status: number, headers: Record<string, string> = {}, more = {}): Flow {
  const body = '{"error":{"code":"bad","message":"this is why"}}';
  app.respondWith(({ method }, response) => {
    response.writeHead(method === 'DELETE' ? 204 : status, headers).end(body);
  });
  const parameters = { environmentId: 'contoso', segment: 'high-value', threshold: 10, ...more };
  return new Flow({ connection, callbacks }, { trigger, parameters });
}

describe('the platform registers a trigger', () => {
  test.each<[rule: string, location: () => Record<string, string>]>([
    ['without a Location', () => ({})],
    ['with a relative one', () => ({ location: '/api/subscriptions/one?token=x' })],
    ['on another host', () => ({ location: 'https://elsewhere.example.com/api/subscriptions/one?token=x' })],
    ['by another scheme', () => ({ location: ours().replace('https:', 'http:') })],
    ['on a path that no DELETE declares', () => ({ location: ours().replace('?', '/two?') })],
    ['with a query that no DELETE declares', () => ({ location: ours().replace('token', 'secret') })],
  ])('%s, reports it, and never deletes', async (_rule, headers) => {
    const flow = newFlow(201, headers());
    await flow.save();
    await flow.delete();
    expect(flow.problems).toEqual(['Location header is missing in subscribe request']);
    expect(flow.line.sent.map(({ method }) => method)).toEqual(['POST']);
  });

  test('and deletes by its Location, byte for byte, with the key', async () => {
    const flow = newFlow(201, { location: ours() });
    await flow.save();
    await flow.delete();
    expect(app.received.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/subscriptions/one%2fTwo?token=a%2Bb+c' });
    expect(app.received.at(-1)?.headers).toMatchObject({ 'x-functions-key': 'key' });
    expect(flow.problems).toEqual([]);
  });

  test.each([400, 401, 409])('but fails at once on %i, and says why', async (status) => {
    await expect(newFlow(status).save()).rejects.toMatchObject({
      message: `${status} bad: this is why`,
      isTransient: false,
    });
  });

  test.each([408, 429, 503])('but fails for the moment on %i, after several tries', async (status) => {
    const flow = newFlow(status);
    await expect(flow.save()).rejects.toMatchObject({ isTransient: true });
    expect(flow.line.sent.length).toBeGreaterThan(3);
  });

  test.each([{ environmentId: 1 }, { threshold: -1 }, { nothing: 1 }])('but not with %j', async (parameters) => {
    await expect(newFlow(201, {}, parameters).save()).rejects.toThrow('the designer refuses body');
  });
});

const good = {
  ...{ notificationId: 'n', firingId: 'f', triggerType: 'segment-threshold-crossed', subscriptionId: 's' },
  ...{ environmentId: 'contoso', occurredAt: '2026-11-20T02:14:09Z', sequence: 1, segmentName: 'high-value' },
  ...{ value: 20, previousValue: 5, threshold: 10, evaluatedAt: '2026-11-20T02:14:09Z' },
};

interface Call {
  readonly method?: string;
  readonly url?: (url: string) => string;
  readonly type?: string;
  readonly body?: unknown;
  readonly before?: (flow: Flow) => unknown;
}

test.each<[rule: string, answer: string, call: Call]>([
  ['that is right', '202 accepted', {}],
  ['with a property that is not declared', '202 accepted', { body: { ...good, more: 1 } }],
  ['without its signature', '401 DirectApiAuthorizationRequired', { url: (url) => url.replace(/&sig=.*/, '') }],
  ['with a decoded query', '401 DirectApiAuthorizationRequired', { url: (url) => url.replaceAll('%2F', '/') }],
  ['with more in its query', '401 DirectApiAuthorizationRequired', { url: (url) => `${url}&a=b` }],
  ['to another path', '404 WorkflowNotFound', { url: (url) => url.replace('/run?', '/walk?') }],
  ['by another method', '405 MethodNotAllowed', { method: 'PUT' }],
  ['of another media type', '415 UnsupportedMediaType', { type: 'text/plain' }],
  ['that is no JSON', '400 InvalidRequestContent', { body: undefined }],
  ['with a null', '400 TriggerInputSchemaMismatch', { body: { ...good, runId: null } }],
  ['with a number in words', '400 TriggerInputSchemaMismatch', { body: { ...good, value: '20' } }],
  ['with an invalid time', '400 TriggerInputSchemaMismatch', { body: { ...good, occurredAt: 'today' } }],
  ['without something required', '400 TriggerInputSchemaMismatch', { body: { ...good, segmentName: undefined } }],
  ['to an old version', '404 WorkflowTriggerVersionNotFound', { before: (flow) => flow.edit({}, 'post-first') }],
  ['to a flow that is off', '400 WorkflowTriggerIsNotEnabled', { before: (flow) => flow.turnOff() }],
  ['to a suspended flow', '400 WorkflowTriggerIsNotEnabled', { before: (flow) => flow.suspend() }],
  ['to a deleted flow', '400 WorkflowTriggerIsNotEnabled', { before: (flow) => flow.delete() }],
  ['to a forgotten flow', '404 WorkflowNotFound', { before: (flow) => flow.forget() }],
])('the platform answers a webhook %s with %s', async (_rule, expected, call) => {
  const { method = 'POST', url = (same) => same, type = 'application/json; charset=utf-8', before } = call;
  const flow = newFlow(201, { location: ours() });
  await flow.save();
  const address = url(flow.versions[0]?.callbackUrl ?? '');
  await before?.(flow);
  const body = JSON.stringify('body' in call ? call.body : good);
  const answer = await send({ method, url: address, headers: { 'content-type': type }, body });
  expect(`${answer.status} ${answer.text ? JSON.parse(answer.text).error.code : 'accepted'}`).toBe(expected);
  expect(flow.runs).toHaveLength(answer.status === 202 ? 1 : 0);
});
