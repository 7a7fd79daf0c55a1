import { beforeAll, describe, expect, test } from '@jest/globals';
import { refreshEvent, sampleEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import type { RunningApp } from '../support/running-app.ts';

/** The fields of the answers that these tests read. */
interface Answer {
  readonly id: string;
  readonly deliveryCounts: { readonly delivered: number };
  readonly value: readonly Answer[];
}

/** Defines the tests of an operator's questions and actions, with an app that is running. */
export function testOperatorCalls(running: RunningApp): void {
  describe('the calls of an operator', () => defineTests(running));
}

function defineTests(running: RunningApp): void {
  const environmentId = 'asked';

  const get = async (path: string) => (await running.app.call('GET', `/api/${path}`)).json as Answer;
  const post = (path: string, body?: object) => running.app.call('POST', `/api/${path}`, body);
  const send = (runId: string) =>
    running.app.queues.send('refresh-status', JSON.stringify(refreshEvent({ environmentId, runId })));

  /** Two flows: one whose receiver refuses everything, one that is well. */
  let refusing = '';
  let well = '';

  beforeAll(async () => {
    running.receiver.respondWith((request, response) => {
      response.writeHead(request.path.startsWith('/asked/refusing') ? 422 : 202).end();
    });
    const subscribe = async (name: string) => {
      const body = { environmentId, callbackUrl: `${running.receiver.url}/asked/${name}?sig=hush`, label: name };
      const path = '/api/triggers/data-source-refresh-failed/subscriptions';
      const { json } = await running.app.call('POST', path, body, { 'x-ms-workflow-name': `flow-${name}` });
      return (json as Answer).id;
    };
    refusing = await subscribe('refusing');
    well = await subscribe('well');
    await send('job-1');
    await running.app.queues.send('metric-change', JSON.stringify(sampleEvent('many', { environmentId })));
    await eventually('two dead letters', async () => {
      const { value } = await get(`dead-letters?environmentId=${environmentId}`);
      return value.length === 2;
    });
  }, 30_000);

  describe('one call tells an operator', () => {
    test('how an environment is, with an ETag by which an unchanged answer is 304', async () => {
      const path = `/api/environments/${environmentId}/overview`;
      const answer = await running.app.call('GET', path);
      expect(answer.json).toMatchObject({
        health: { status: 'healthy', dependencies: expect.arrayContaining([{ name: 'tables', state: 'up' }]) },
        cut: [],
        processes: [{ name: 'crm-contacts', status: 'failed' }],
        subscriptions: { count: 2, sick: [{ label: 'refusing', consecutiveFailures: 1 }] },
        deadLetters: { count: 2, byCode: { 'http-422': 1, 'invalid-event': 1 } },
        firings: [{ sequence: 1, deliveryCounts: { delivered: 1, dead: 1 } }],
      });
      const etag = answer.headers.get('etag') ?? '';
      const again = await running.app.call('GET', path, undefined, { 'if-none-match': etag });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
      expect((await running.app.call('GET', '/api/environments/nobody/overview')).status).toBe(404);
    });

    test('which flow failed, why, and which flow it is', async () => {
      expect(await get(`subscriptions/${refusing}`)).toMatchObject({
        lastDelivery: { outcome: 'dead', reason: 'http-422', status: 422, durationMs: expect.any(Number) },
        flow: { id: 'flow-refusing' },
        waitingCount: 0,
      });
      expect(await get(`environments/${environmentId}/deliveries?state=dead`)).toMatchObject({
        value: [{ subscriptionId: refusing, reason: 'http-422' }],
      });
      expect(await get(`dead-letters?environmentId=${environmentId}&code=http-422`)).toMatchObject({
        value: [{ label: 'refusing', lastAnswer: { status: 422 }, triggerType: 'data-source-refresh-failed' }],
      });
    });
  });

  describe('an operator can', () => {
    test('pause a subscription, count and replay what it has missed, and end it', async () => {
      expect(await post(`subscriptions/${well}/disable`)).toMatchObject({
        status: 200,
        json: { status: 'disabled', statusReason: 'operator' },
      });
      await send('job-2');
      await eventually('the dead letter', async () => {
        const { value } = await get(`dead-letters?subscriptionId=${well}&code=disabled`);
        return value.length === 1;
      });
      await post(`subscriptions/${well}/enable`);
      const body = { since: new Date(Date.now() - 3_600_000).toISOString(), include: 'missing' };
      expect(await post(`subscriptions/${well}/replay?dryRun=true`, body)).toMatchObject({
        status: 200,
        json: { count: 1 },
      });
      expect(await post(`subscriptions/${well}/replay`, body)).toMatchObject({ status: 202, json: { count: 1 } });
      for (const id of [well, well]) expect((await post(`subscriptions/${id}/remove`)).status).toBe(204);
      expect((await post('subscriptions/nonsense/remove')).status).toBe(404);
    });

    test('rotate a secret: two signatures come with the next webhook', async () => {
      const rotated = await post(`subscriptions/${refusing}/rotate-secret`);
      expect(rotated).toMatchObject({ status: 200, json: { signingSecret: expect.stringMatching(/^whsec_/) } });
      const isRotated = ({ headers }: { headers: NodeJS.Dict<string | string[]> }) =>
        /^v1,\S+ v1,\S+$/.test(String(headers['webhook-signature']));
      await post(`subscriptions/${refusing}/test`);
      await eventually('both signatures', () => running.receiver.received.some(isRotated));
    });

    test('redrive the dead letters of an environment in one call, counted before', async () => {
      const filter = { environmentId, code: 'http-422', since: new Date(Date.now() - 3_600_000).toISOString() };
      const counted = await post('dead-letters/redrive?dryRun=true', filter);
      expect(counted.status).toBe(200);
      expect(await post('dead-letters/redrive', filter)).toMatchObject({ status: 202, json: counted.json });
      expect(await get(`dead-letters?environmentId=${environmentId}&code=http-422`)).toEqual({ value: [] });
      await eventually('the delivery', async () => {
        const { value } = await get(`firings?environmentId=${environmentId}`);
        return value.at(-1)?.deliveryCounts.delivered === 2;
      });
      expect((await post('dead-letters/redrive', {})).status).toBe(400);
    });

    test('end a subscription by its callback, as a flow without a Location does', async () => {
      const callbackUrl = `${running.receiver.url}/asked/refusing?sig=hush`;
      expect((await post('triggers/data-source-refresh-failed/unsubscribe', { callbackUrl })).status).toBe(204);
      expect((await running.app.call('GET', `/api/subscriptions/${refusing}`)).status).toBe(404);
    });
  });

  describe('a mistake is named', () => {
    test.each<[rule: string, method: string, path: string, body: object | undefined, target: string]>([
      ['an unknown filter', 'GET', 'firings?state=dead', undefined, 'state'],
      ['an unknown parameter of a list of choices', 'GET', 'pick-lists/environments?state=dead', undefined, 'state'],
      ['an unknown parameter of an action', 'POST', `subscriptions/x/enable?force=true`, undefined, 'force'],
      ['an unknown property of an action', 'POST', `subscriptions/x/disable`, { force: true }, 'force'],
      ...['data-sources/x', 'segments?name=x'].map((path): [string, string, string, object, string] => [
        `an unknown property of what is forgotten at ${path}`,
        'DELETE',
        `environments/x/${path}`,
        { dryRun: true },
        'dryRun',
      ]),
      [
        'an unknown property of a replay',
        'POST',
        `subscriptions/x/replay`,
        { since: '2026-01-01T00:00:00Z', include: 'all', to: 1 },
        'to',
      ],
    ])('%s is refused by its name', async (_rule, method, path, body, target) => {
      const answer = await running.app.call(method, `/api/${path}`, body);
      expect(answer).toMatchObject({
        status: 400,
        json: { error: { target, message: expect.stringContaining('not known') } },
      });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    });

    test('a create takes an unknown property and an unknown parameter, and names them', async () => {
      const body = { environmentId: 'other', callbackUrl: `${running.receiver.url}/other`, tone: 'kind' };
      expect(await post('triggers/full-refresh-completed/subscriptions?foo=1', body)).toMatchObject({
        status: 201,
        json: { ignored: ['tone', 'foo'] },
      });
    });

    test('a posted event of an unknown operation is named, and so is a field that means nothing', async () => {
      const events = [
        refreshEvent({ environmentId, operation: 'fullRefresh' }),
        refreshEvent({ environmentId, errorCode: 'x' }),
      ];
      expect((await post('events/refresh-status', events)).json).toEqual({
        accepted: 1,
        ignored: [{ index: 0, reason: 'operation-not-known', message: expect.stringContaining('fullRefresh') }],
        unknownFields: [{ index: 1, field: 'errorCode' }],
      });
    });
  });

  describe.each(['refresh-status', 'metric-change'])('the handshake of a sender at events/%s', (queue) => {
    test('grants CloudEvents its origin, and nothing without one', async () => {
      const path = `/api/events/${queue}`;
      const asked = { 'webhook-request-origin': 'eventgrid.azure.net' };
      const granted = await running.app.call('OPTIONS', path, undefined, asked);
      expect([
        granted.status,
        granted.headers.get('webhook-allowed-origin'),
        granted.headers.get('webhook-allowed-rate'),
      ]).toEqual([200, 'eventgrid.azure.net', '*']);
      const refused = await running.app.call('OPTIONS', path);
      expect(refused.headers.get('webhook-allowed-origin')).toBeNull();
    });

    test('gives Event Grid its code back', async () => {
      const eventType = 'Microsoft.EventGrid.SubscriptionValidationEvent';
      const event = { id: '1', topic: 't', subject: '', eventType, data: { validationCode: 'code-1' } };
      expect(await post(`events/${queue}`, [event])).toMatchObject({
        status: 200,
        json: { validationResponse: 'code-1' },
      });
    });
  });
}
