import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { payloadSchemas } from '../../shared/domain/payload.ts';
import { type TriggerType, triggerTypes } from '../../shared/domain/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../support/event-builders.ts';
import { LocalApp, until } from '../support/local-app.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let app: LocalApp;
let receiver: WebhookReceiver;
let environments = 0;
let environmentId = '';

beforeAll(async () => {
  [app, receiver] = await Promise.all([
    LocalApp.start({ RETRY_SCHEDULE: '1s,1s', ATTEMPT_TIMEOUT: '5s', SWEEP_SCHEDULE: '*/2 * * * * *' }),
    startReceiver(),
  ]);
}, 90_000);

afterAll(async () => {
  await Promise.all([app.stop(), receiver.close()]);
});

beforeEach(() => {
  environmentId = `environment-${++environments}`;
  receiver.respondWith((_request, response) => void response.writeHead(202, { 'x-ms-workflow-run-id': 'run-1' }).end());
});

interface Created {
  readonly id: string;
  readonly signingSecret: string;
}

async function subscribe(type: TriggerType, parameters: object = {}, headers = {}) {
  const callbackUrl = `${receiver.url}/${environmentId}/run?api-version=2016-06-01&sp=%2Ftriggers%2fx&sig=hush`;
  const {
    status,
    headers: answered,
    json,
  } = await app.call(
    'POST',
    `/api/triggers/${type}/subscriptions`,
    { environmentId, callbackUrl, ...parameters },
    headers,
  );
  expect(status).toBe(201);
  return { ...(json as Created), location: answered.get('location') ?? '' };
}

const arrived = () => receiver.received.filter(({ path }) => path.startsWith(`/${environmentId}/`));
const arrivals = (count: number) => until(() => arrived().length >= count);

test('the built folder holds what is deployed, and the host finds every function in it', async () => {
  expect(readdirSync('dist').toSorted()).toEqual(['app.cjs', 'host.json', 'package.json']);
  const { json } = await app.call('GET', '/admin/functions');
  const names = (json as { name: string }[]).map(({ name }) => name).toSorted();
  expect(names).toEqual([
    'data-source-get',
    'data-source-list',
    'data-source-pick-list',
    'dead-letter-delete',
    'dead-letter-list',
    'dead-letter-redrive',
    'delivery-list',
    'delivery-redeliver',
    'environment-list',
    'environment-pick-list',
    'firing-get',
    'firing-list',
    'health',
    'measure-get',
    'measure-list',
    'measure-pick-list',
    'metric-change-events',
    'metric-change-queue',
    'ping',
    'poison-timer',
    'refresh-status-events',
    'refresh-status-queue',
    'retention-timer',
    'segment-get',
    'segment-list',
    'segment-pick-list',
    'status-report',
    'subscription-create',
    'subscription-delete',
    'subscription-enable',
    'subscription-get',
    'subscription-list',
    'subscription-replay',
    'subscription-test',
    'sweep-timer',
    'trigger-list',
    'trigger-sample',
    'webhook-delivery-queue',
  ]);
});

describe('from an event in a queue to a webhook', () => {
  const run = { eventId: 'e', runId: 'job-1', endedAt: '2026-11-20T02:14:09Z' };
  const cases: [
    type: TriggerType,
    parameters: object,
    queue: 'refresh-status' | 'metric-change',
    message: () => unknown,
  ][] = [
    ['data-source-refresh-failed', {}, 'refresh-status', () => ({ ...refreshEvent(), environmentId })],
    [
      'data-source-refresh-succeeded',
      {},
      'refresh-status',
      () => ({ ...refreshEvent({ status: 'succeeded' }), environmentId }),
    ],
    [
      'full-refresh-completed',
      {},
      'refresh-status',
      () => ({ ...run, environmentId, operation: 'all', status: 'succeeded' }),
    ],
    [
      'unification-refresh-completed',
      {},
      'refresh-status',
      () => ({ ...run, environmentId, operation: 'merge', status: 'succeeded' }),
    ],
    [
      'segment-threshold-crossed',
      { segment: 'high-value', threshold: 1000 },
      'metric-change',
      () => sampleEvent(1203, { environmentId, previousValue: 998 }),
    ],
    [
      'measure-threshold-crossed',
      { measure: 'margin', threshold: 0.5 },
      'metric-change',
      () => sampleEvent('0.75', { environmentId, metricType: 'measure', name: 'margin', previousValue: 0.25 }),
    ],
  ];

  test.each(cases)(
    '%s arrives once, signed, at the very address that was registered',
    async (type, parameters, queue, message) => {
      const { id, signingSecret } = await subscribe(type, parameters);
      await app.queues.send(queue, JSON.stringify(message()));
      await arrivals(1);
      await app.queues.untilEmpty();
      expect(arrived()).toHaveLength(1);
      const [webhook] = arrived();
      expect(webhook?.path).toBe(`/${environmentId}/run?api-version=2016-06-01&sp=%2Ftriggers%2fx&sig=hush`);
      const payload = new Webhook(signingSecret).verify(
        webhook?.body ?? '',
        webhook?.headers as Record<string, string>,
      );
      expect(payloadSchemas[type].strict().parse(payload)).toMatchObject({
        triggerType: type,
        subscriptionId: id,
        environmentId,
      });
    },
  );

  test('a receiver that fails gets the webhook again, with the same id and body', async () => {
    let failures = 2;
    receiver.respondWith((_request, response) => void response.writeHead(failures-- > 0 ? 503 : 202).end());
    const { id } = await subscribe('data-source-refresh-failed');
    await app.queues.send('refresh-status', JSON.stringify({ ...refreshEvent(), environmentId }));
    await arrivals(3);
    expect(new Set(arrived().map(({ body }) => body)).size).toBe(1);
    expect(new Set(arrived().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((arrived()[1]?.at ?? 0) - (arrived()[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
    await until(async () =>
      JSON.stringify((await app.call('GET', `/api/subscriptions/${id}`)).json).includes('"outcome":"delivered"'),
    );
  });

  test('a hundred subscribers of one firing get one webhook each', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        subscribe('full-refresh-completed', { callbackUrl: `${receiver.url}/${environmentId}/${index}` }),
      ),
    );
    await app.queues.send(
      'refresh-status',
      JSON.stringify({ ...run, environmentId, operation: 'all', status: 'failed' }),
    );
    await arrivals(100);
    await app.queues.untilEmpty();
    expect(new Set(arrived().map(({ path }) => path)).size).toBe(100);
    expect(arrived()).toHaveLength(100);
  });

  test('a host that is killed in the middle loses nothing and fires nothing twice', async () => {
    await subscribe('data-source-refresh-failed');
    const runs = Array.from({ length: 60 }, (_, index) => `job-${index}`);
    await Promise.all(
      runs.map((runId) =>
        app.queues.send('refresh-status', JSON.stringify({ ...refreshEvent({ runId }), environmentId })),
      ),
    );
    await arrivals(10);
    await app.kill();
    await app.startHost();
    await until(() => new Set(arrived().map(({ headers }) => headers['webhook-id'])).size >= runs.length, 150_000);
    await app.queues.untilEmpty();
    const firings = new Map(arrived().map(({ body }) => [JSON.parse(body).firingId, JSON.parse(body).runId]));
    expect([...firings.values()].toSorted()).toEqual(runs.toSorted());
  }, 180_000);
});

describe('the API', () => {
  test('what is subscribed can be found, tested, deleted by its Location without a key, and deleted again', async () => {
    const { id, location } = await subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    expect((await app.call('GET', `/api/subscriptions?environmentId=${environmentId}`)).json).toMatchObject({
      value: [{ id, callbackHost: `127.0.0.1:${receiver.port}` }],
    });
    const { json: sent, status } = await app.call('POST', `/api/subscriptions/${id}/test`);
    expect(status).toBe(202);
    await arrivals(1);
    expect(JSON.parse(arrived()[0]?.body ?? '')).toMatchObject({
      ...(sent as object),
      isTest: true,
      segmentName: 'high-value',
      threshold: 1000,
    });
    expect((await app.call('DELETE', `${location}x`)).status).toBe(403);
    expect((await app.call('DELETE', location)).status).toBe(204);
    expect((await app.call('DELETE', location)).status).toBe(204);
    expect((await app.call('DELETE', '/api/subscriptions/nonsense?token=x')).status).toBe(404);
    expect((await app.call('GET', `/api/subscriptions/${id}`)).status).toBe(404);
  });

  test('a flow that subscribes with a new callback replaces its old subscription', async () => {
    const flow = { 'x-ms-workflow-name': 'flow-1', 'x-ms-workflow-operation-name': 'When' };
    const first = await subscribe('full-refresh-completed', {}, flow);
    const second = await subscribe(
      'full-refresh-completed',
      { callbackUrl: `${receiver.url}/${environmentId}/v2` },
      flow,
    );
    expect((await app.call('DELETE', first.location)).status).toBe(204);
    const { json } = await app.call('GET', `/api/subscriptions?environmentId=${environmentId}`);
    expect((json as { value: Created[] }).value.map(({ id }) => id)).toEqual([second.id]);
  });

  test('posted events are queued and fire; faulty ones are named by index and field', async () => {
    await subscribe('data-source-refresh-failed');
    const good = { ...refreshEvent(), environmentId };
    const bad = await app.call('POST', '/api/events/refresh-status', [good, { ...good, status: 'x' }]);
    expect(bad).toMatchObject({ status: 400, json: { error: { code: 'invalid-event', target: '[1].status' } } });
    expect(await app.call('POST', '/api/events/refresh-status', [good])).toMatchObject({
      status: 202,
      json: { accepted: 1 },
    });
    await arrivals(1);
  });

  test('a message that is no event is a dead letter with its reason', async () => {
    await app.queues.send('metric-change', `{"environmentId":"${environmentId}"}`);
    await until(async () =>
      JSON.stringify((await app.call('GET', '/api/dead-letters?source=event')).json).includes(environmentId),
    );
  });

  test('the pick-lists show what events have named', async () => {
    await app.queues.send('refresh-status', JSON.stringify({ ...refreshEvent(), environmentId }));
    await app.queues.send(
      'metric-change',
      JSON.stringify(sampleEvent(5, { environmentId, displayName: 'High value' })),
    );
    await app.queues.untilEmpty();
    const list = async (path: string) => (await app.call('GET', `/api/environments${path}`)).json;
    expect(JSON.stringify(await list(''))).toContain(`"${environmentId}"`);
    expect(await list(`/${environmentId}/data-sources`)).toMatchObject({
      value: [{ name: 'crm-contacts', lastStatus: 'failed' }],
    });
    expect(await list(`/${environmentId}/segments`)).toMatchObject({
      value: [{ displayName: 'High value', value: 5 }],
    });
    expect(await list(`/${environmentId}/measures`)).toEqual({ value: [] });
  });

  test('the catalogue describes six triggers, each with a sample of its schema', async () => {
    const { json } = await app.call('GET', '/api/triggers');
    const { value } = json as { value: { type: TriggerType; title: string; payloadSchema: object }[] };
    expect(value.map(({ type }) => type)).toEqual(triggerTypes);
    for (const { type } of value) {
      const sample = await app.call('GET', `/api/triggers/${type}/sample`);
      expect(payloadSchemas[type].strict().safeParse(sample.json).success).toBe(true);
    }
  });

  test.each<[rule: string, method: string, path: string, body: unknown, status: number]>([
    ['ping answers nothing', 'GET', '/api/ping', undefined, 204],
    ['health is well', 'GET', '/api/health', undefined, 200],
    ['an unknown trigger type is not found', 'POST', '/api/triggers/nope/subscriptions', {}, 404],
    ['a body that is no JSON is refused', 'POST', '/api/triggers/full-refresh-completed/subscriptions', '{', 400],
    ['a list of more than 100 is refused', 'GET', '/api/subscriptions?top=101', undefined, 400],
    ['an unknown status is refused', 'GET', '/api/subscriptions?status=tired', undefined, 400],
  ])('%s', async (_rule, method, path, body, status) => {
    expect((await app.call(method, path, body)).status).toBe(status);
  });

  test('a callback to the metadata service is refused, also locally', async () => {
    const callbackUrl = 'http://169.254.169.254/metadata/identity';
    const { status, json } = await app.call('POST', '/api/triggers/full-refresh-completed/subscriptions', {
      environmentId,
      callbackUrl,
    });
    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { code: 'callback-not-allowed', target: 'callbackUrl' } });
  });
});

test('at 20 events a second, half of the webhooks arrive soon after their event is queued', async () => {
  await subscribe('data-source-refresh-failed');
  const queued = new Map<string, number>();
  for (let index = 0; index < 100; index++) {
    const runId = `job-${index}`;
    queued.set(runId, Date.now());
    await app.queues.send('refresh-status', JSON.stringify({ ...refreshEvent({ runId }), environmentId }));
    await sleep(Math.max(0, 50 - (Date.now() - (queued.get(runId) ?? 0))));
  }
  await arrivals(100);
  const waits = arrived().map(({ body, at }) => at - (queued.get(JSON.parse(body).runId) ?? 0));
  const [p50 = 0, p99 = 0] = [49, 98].map((rank) => waits.toSorted((a, b) => a - b)[rank]);
  process.stdout.write(`  enqueue to arrival at 20 events/s: p50 ${p50} ms, p99 ${p99} ms\n`);
  expect(p50).toBeLessThan(1000);
}, 60_000);

test('no secret of a callback is ever logged', () => {
  expect(app.output.join('')).not.toMatch(/hush|sig=|whsec_|token=/);
});
