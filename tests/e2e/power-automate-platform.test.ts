import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CallbackServer } from '../support/power-automate/callback-server.ts';
import { Connection } from '../support/power-automate/connection.ts';
import { ConnectorDefinition } from '../support/power-automate/definition.ts';
import { Designer } from '../support/power-automate/design-time.ts';
import { Flow } from '../support/power-automate/flow.ts';
import { occasionOf } from '../support/power-automate/occasions.ts';
import { send } from '../support/power-automate/wire.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/* The platform that the other tests simulate is strict: an app that did worse than ours would not get past it. */
let app: WebhookReceiver;
let callbacks: CallbackServer;
let connection: Connection;
let location: string | undefined;

const definition = new ConnectorDefinition();
const trigger = definition.trigger('OnSegmentThresholdCrossed');

beforeAll(async () => {
  [app, callbacks] = await Promise.all([startReceiver(), CallbackServer.start()]);
  connection = new Connection(definition, { host: `127.0.0.1:${app.port}`, api_key: 'key' });
});

afterEach(() => {
  location = undefined;
  answerWith(201);
});

afterAll(() => Promise.all([app.close(), callbacks.close()]));

function answerWith(status: number, body = ''): void {
  app.respondWith(({ method }, response) => {
    const isCreate = method === 'POST' && status === 201;
    response.writeHead(method === 'DELETE' ? 204 : status, isCreate && location ? { location } : {}).end(body);
  });
}

function newFlow(): Flow {
  const parameters = { environmentId: 'contoso', ...occasionOf(trigger.operationId).parameters };
  return new Flow({ connection, callbacks }, { trigger, parameters });
}

async function savedFlow(): Promise<Flow> {
  location = `${connection.baseUrl}/api/subscriptions/one?token=x`;
  answerWith(201);
  const flow = newFlow();
  await flow.save();
  return flow;
}

describe('a subscription', () => {
  test.each<[rule: string, location: () => string | undefined]>([
    ['without a Location', () => undefined],
    ['with a relative one', () => '/api/subscriptions/one?token=x'],
    ['on another host', () => 'https://elsewhere.example.com/api/subscriptions/one?token=x'],
    ['by another scheme', () => `${connection.baseUrl.replace('https:', 'http:')}/api/subscriptions/one?token=x`],
    ['on a path outside of the API', () => `https://127.0.0.1:${app.port}/subscriptions/one?token=x`],
    ['on a path that no DELETE declares', () => `${connection.baseUrl}/api/subscriptions/one/two?token=x`],
    ['with a query that no DELETE declares', () => `${connection.baseUrl}/api/subscriptions/one?secret=x`],
  ])('%s is reported, and never deleted', async (_rule, make) => {
    location = make();
    answerWith(201);
    const flow = newFlow();
    await flow.save();
    await flow.delete();
    expect(flow.problems).toEqual(['Location header is missing in subscribe request']);
    expect(flow.line.sent.map(({ method }) => method)).toEqual(['POST']);
  });

  test('is deleted by its Location, byte for byte, with the key', async () => {
    location = `${connection.baseUrl}/api/subscriptions/one%2fTwo?token=a%2Bb+c`;
    answerWith(201);
    const flow = newFlow();
    await flow.save();
    await flow.delete();
    expect(app.received.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/subscriptions/one%2fTwo?token=a%2Bb+c' });
    const headers = {
      'x-functions-key': 'key',
      'user-agent': expect.stringMatching(/^azure-logic-apps.* microsoft-flow/),
    };
    expect(app.received.at(-1)?.headers).toMatchObject(headers);
    expect(flow.problems).toEqual([]);
  });

  test.each([400, 401, 403, 404, 409])('that is answered with %i fails at once', async (status) => {
    answerWith(status, '{"error":{"code":"bad","message":"this is why"}}');
    const flow = newFlow();
    await expect(flow.save()).rejects.toMatchObject({ message: `${status} bad: this is why`, isTransient: false });
    expect(flow.line.sent).toHaveLength(1);
  });

  test.each([408, 429, 500, 503])('that is answered with %i again and again fails for the moment', async (status) => {
    answerWith(status);
    const flow = newFlow();
    await expect(flow.save()).rejects.toMatchObject({ isTransient: true });
    expect(flow.line.sent.length).toBeGreaterThan(3);
  });
});

describe('a webhook', () => {
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

  test.each<[rule: string, call: Call, answer: string]>([
    ['that is right is accepted', {}, '202 accepted'],
    ['with a property that nobody has declared is accepted', { body: { ...good, more: 1 } }, '202 accepted'],
    ['without its signature', { url: (url) => url.replace(/&sig=.*/, '') }, '401 DirectApiAuthorizationRequired'],
    ['with another signature', { url: (url) => `${url}x` }, '401 DirectApiAuthorizationRequired'],
    [
      'with a query that was decoded',
      { url: (url) => url.replaceAll('%2F', '/') },
      '401 DirectApiAuthorizationRequired',
    ],
    [
      'with a query that was encoded otherwise',
      { url: (url) => url.replaceAll('%2F', '%2f') },
      '401 DirectApiAuthorizationRequired',
    ],
    ['with more in its query', { url: (url) => `${url}&a=b` }, '401 DirectApiAuthorizationRequired'],
    ['to another path', { url: (url) => url.replace('/run?', '/walk?') }, '404 WorkflowNotFound'],
    ['by another method', { method: 'PUT' }, '405 MethodNotAllowed'],
    ['that is not called JSON', { type: 'text/plain' }, '415 UnsupportedMediaType'],
    ['that is no JSON', { body: undefined }, '400 InvalidRequestContent'],
    ['with a null', { body: { ...good, runId: null } }, '400 TriggerInputSchemaMismatch'],
    ['with a number in words', { body: { ...good, value: '20' } }, '400 TriggerInputSchemaMismatch'],
    ['with a time that is none', { body: { ...good, occurredAt: 'today' } }, '400 TriggerInputSchemaMismatch'],
    ['without something required', { body: { ...good, segmentName: undefined } }, '400 TriggerInputSchemaMismatch'],
    ['to an old version', { before: (flow) => flow.edit({}, 'post-first') }, '404 WorkflowTriggerVersionNotFound'],
    ['to a flow that is off', { before: (flow) => flow.turnOff() }, '400 WorkflowTriggerIsNotEnabled'],
    ['to a flow that is suspended', { before: (flow) => flow.suspend() }, '400 WorkflowTriggerIsNotEnabled'],
    ['to a flow that was deleted', { before: (flow) => flow.delete() }, '400 WorkflowTriggerIsNotEnabled'],
    ['to a flow that is forgotten', { before: (flow) => flow.forget() }, '404 WorkflowNotFound'],
  ])('%s', async (_rule, { method = 'POST', url = (same) => same, type, before, ...more }, expected) => {
    const flow = await savedFlow();
    const address = flow.versions[0]?.callbackUrl ?? '';
    await before?.(flow);
    const answer = await send({
      method,
      url: url(address),
      headers: { 'content-type': type ?? 'application/json; charset=utf-8' },
      body: 'body' in more ? JSON.stringify(more.body) : JSON.stringify(good),
    });
    const code = answer.text ? JSON.parse(answer.text).error.code : 'accepted';
    expect(`${answer.status} ${code}`).toBe(expected);
    expect(flow.history.runs).toHaveLength(answer.status === 202 ? 1 : 0);
  });
});

describe('the designer', () => {
  test.each([
    ['an environment', { environmentId: 1 }],
    ['a threshold', { threshold: -1 }],
    ['a property', { nothing: 1 }],
  ])('refuses %s that the definition does not allow', async (_rule, parameters) => {
    const flow = new Flow(
      { connection, callbacks },
      { trigger, parameters: { environmentId: 'contoso', segment: 's', threshold: 1, ...parameters } },
    );
    await expect(flow.save()).rejects.toThrow('the designer refuses body');
  });

  test('finds two lists that differ', async () => {
    let answers = 0;
    app.respondWith((_request, response) => {
      response.writeHead(200).end(JSON.stringify({ value: [{ value: String(answers++), title: 'One' }] }));
    });
    await expect(new Designer(connection).choices(trigger, 'body/environmentId', {})).rejects.toThrow('differ');
  });
});
