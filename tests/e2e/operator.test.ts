import { beforeAll, describe, expect, test } from '@jest/globals';
import { refreshEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { RunningApp } from '../support/running-app.ts';
import { testOperatorCalls } from './operator-calls.ts';

const running = new RunningApp();

/** The fields of the API's answers that these tests read. */
interface Answer {
  readonly id: string;
  readonly state: string;
  readonly notificationId: string;
  readonly firingId: string;
  readonly subscriptionId: string;
  readonly code: string;
  readonly original: string;
  readonly attempts: readonly object[];
  readonly deliveries: readonly Answer[];
}

const get = async (path: string) => (await running.app.call('GET', `/api/${path}`)).json as Answer;
const list = async (path: string) =>
  (await running.app.call('GET', `/api/${path}`)).json as { value: Answer[]; nextLink?: string };
const post = (path: string, body?: object) => running.app.call('POST', `/api/${path}`, body);

async function subscribe(environmentId: string, name: string, more: object = {}): Promise<string> {
  const callbackUrl = `${running.receiver.url}/${environmentId}/${name}?sig=hush`;
  const body = { environmentId, callbackUrl, ...more };
  return ((await post('triggers/data-source-refresh-failed/subscriptions', body)).json as Answer).id;
}

const send = (environmentId: string, more: object = {}) =>
  running.app.queues.send('refresh-status', JSON.stringify({ ...refreshEvent({ environmentId, ...more }) }));
const arrivedAt = (path: string) => running.receiver.received.filter((request) => request.path.startsWith(path));

describe('an operator can find out by the API alone why an event did or did not reach a subscriber', () => {
  const environmentId = 'operated';
  let healthy = '';
  let broken = '';
  let other = '';
  let firing: Answer;

  beforeAll(async () => {
    running.receiver.respondWith((request, response) => {
      const refuses = request.path.startsWith('/operated/broken');
      response.writeHead(refuses ? 422 : 202, { 'x-ms-workflow-run-id': 'run-1' }).end();
    });
    healthy = await subscribe(environmentId, 'healthy');
    broken = await subscribe(environmentId, 'broken');
    other = await subscribe(environmentId, 'other', { dataSource: 'another-source' });
    await send(environmentId);
    const newest = async () => (await list(`firings?environmentId=${environmentId}`)).value[0];
    await eventually('a completed firing', async () => (await newest())?.state === 'done');
    firing = await get(`firings/${(await newest())?.id}`);
  });

  test('the firing shows what fired and the state of each delivery', () => {
    expect(firing).toMatchObject({
      triggerType: 'data-source-refresh-failed',
      environmentId,
      topic: 'sources',
      sequence: 1,
      state: 'done',
      payload: { firingId: firing.id, dataSourceName: 'crm-contacts', status: 'failed' },
    });
    const states = Object.fromEntries(firing.deliveries.map(({ subscriptionId, state }) => [subscriptionId, state]));
    expect(states).toEqual({ [healthy]: 'delivered', [broken]: 'dead' });
  });

  test('the attempt of a delivered webhook names the workflow run', async () => {
    const { value } = await list(`subscriptions/${healthy}/deliveries`);
    expect(value).toMatchObject([
      {
        firingId: firing.id,
        state: 'delivered',
        attemptCount: 1,
        attempts: [{ status: 202, outcome: 'delivered', workflowRunId: 'run-1', durationMs: expect.any(Number) }],
      },
    ]);
  });

  test('the attempt and the dead letter of a failed delivery give the reason', async () => {
    const [delivery] = (await list(`subscriptions/${broken}/deliveries`)).value;
    expect(delivery).toMatchObject({ state: 'dead', attempts: [{ status: 422, reason: 'http-422' }] });
    const letters = (await list('dead-letters?source=delivery')).value;
    expect(letters).toMatchObject([
      { code: 'http-422', subscriptionId: broken, notificationId: delivery?.notificationId },
    ]);
  });

  test('a subscription whose parameters do not match has no delivery', async () => {
    expect(await list(`subscriptions/${other}/deliveries`)).toEqual({ value: [] });
    expect(await get(`subscriptions/${other}`)).toMatchObject({ parameters: { dataSource: 'another-source' } });
  });

  test('explaining the event gives its firing and why a subscription did not receive it', async () => {
    const path = `events/refresh-status/explain?subscriptionId=${other}`;
    expect((await post(path, refreshEvent({ environmentId }))).json).toEqual({
      value: [
        {
          eventId: 'e-1',
          outcome: 'fired',
          code: 'run-fired',
          reason: expect.any(String),
          reasonText: expect.any(String),
          firingId: firing.id,
          delivery: {
            code: 'filtered',
            reason: expect.stringContaining('another-source'),
            reasonText: expect.stringContaining('another-source'),
          },
        },
      ],
    });
  });

  test('redelivering to a repaired receiver delivers the webhook and removes the dead letter', async () => {
    running.receiver.respondWith((_request, response) => void response.writeHead(202).end());
    const [delivery] = (await list(`subscriptions/${broken}/deliveries`)).value;
    const path = `subscriptions/${broken}/deliveries/${delivery?.notificationId}/redeliver`;
    expect(await post(path)).toMatchObject({ status: 202, json: { count: 1 } });
    const deliveries = async () => (await get(`firings/${firing.id}`)).deliveries;
    await eventually('both deliveries', async () => (await deliveries()).every(({ state }) => state === 'delivered'));
    const [first, second] = arrivedAt('/operated/broken');
    expect(second?.body).toBe(first?.body);
    expect(second?.headers).toMatchObject({ 'webhook-id': delivery?.notificationId, 'webhook-attempt': '2' });
    expect((await list('dead-letters?source=delivery')).value).toEqual([]);
  });

  test('a replay sends the deliveries of a period again, or only the missing ones', async () => {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const missing = await post(`subscriptions/${broken}/replay`, { since, include: 'missing' });
    expect(missing).toMatchObject({ status: 202, json: { count: 0 } });
    const all = await post(`subscriptions/${broken}/replay`, { since, include: 'all' });
    expect(all).toMatchObject({ status: 202, json: { count: 1 } });
    await eventually('the replayed webhook', () => arrivedAt('/operated/broken').length === 3);
  });

  test('lists are paged by their nextLink', async () => {
    for (const runId of ['job-8', 'job-9']) await send(environmentId, { runId });
    await running.app.queues.untilEmpty();
    const sequences: unknown[] = [];
    let next: string | undefined = `/api/firings?environmentId=${environmentId}&top=2&code=key`;
    while (next) {
      const { json } = await running.app.call('GET', next);
      const { value, nextLink } = json as { value: { sequence: number }[]; nextLink?: string };
      sequences.push(...value.map(({ sequence }) => sequence));
      next = nextLink;
    }
    expect(sequences).toEqual([3, 2, 1]);
  });

  const unknownDelivery = () => `subscriptions/${broken}/deliveries/nope/redeliver`;

  test.each<[call: string, method: string, path: () => string, body: unknown, status: number, target: string]>([
    ['firings with an invalid since', 'GET', () => 'firings?since=yesterday', undefined, 400, 'since'],
    ['firings of an unknown type', 'GET', () => 'firings?triggerType=nope', undefined, 400, 'triggerType'],
    ['an unknown firing', 'GET', () => 'firings/nope', undefined, 404, 'id'],
    ['the deliveries of an unknown subscription', 'GET', () => 'subscriptions/nope/deliveries', undefined, 404, 'id'],
    ['an unknown delivery', 'POST', unknownDelivery, undefined, 404, 'notificationId'],
    ['a replay without a since', 'POST', () => `subscriptions/${broken}/replay`, {}, 400, 'since'],
    ['a redrive of an unknown dead letter', 'POST', () => 'dead-letters/nope/redrive', undefined, 404, 'id'],
    ['a deletion of an unknown dead letter', 'DELETE', () => 'dead-letters/nope', undefined, 404, 'id'],
  ])('refuses %s and names the wrong field', async (_call, method, path, body, status, target) => {
    const answer = await running.app.call(method, `/api/${path()}`, body);
    expect(answer).toMatchObject({ status, json: { error: { target, message: expect.any(String) } } });
  });
});

describe('a message that the host gave up on', () => {
  test('is a dead letter, and fires after a redrive', async () => {
    const environmentId = 'undecodable';
    await subscribe(environmentId, 'flow');
    // A producer that does not encode in base64.
    const text = JSON.stringify(refreshEvent({ environmentId }));
    await running.app.queueNamed('refresh-status').sendMessage(text);
    const found = async () =>
      (await list('dead-letters?source=event')).value.find((letter) => letter.original.includes(environmentId));
    await eventually('the dead letter', async () => {
      await running.app.call('POST', '/admin/functions/poison-timer', {});
      return (await found()) !== undefined;
    });
    const letter = await found();
    const reason = expect.stringContaining('not base64');
    expect(letter).toMatchObject({ code: 'poisoned', queue: 'refresh-status', original: text, reason });
    expect(arrivedAt(`/${environmentId}/`)).toEqual([]);
    expect(await post(`dead-letters/${letter?.id}/redrive`)).toMatchObject({ status: 202 });
    await eventually('the webhook', () => arrivedAt(`/${environmentId}/`).length === 1);
    expect(await found()).toBeUndefined();
  });

  test('is a dead letter that can be deleted twice', async () => {
    await running.app.queues.send('refresh-status', 'no event at all');
    await eventually('a dead letter', async () => (await list('dead-letters?source=event')).value.length > 0);
    const [letter] = (await list('dead-letters?source=event')).value;
    expect((await running.app.call('DELETE', `/api/dead-letters/${letter?.id}`)).status).toBe(204);
    expect((await running.app.call('DELETE', `/api/dead-letters/${letter?.id}`)).status).toBe(204);
    expect((await list('dead-letters?source=event')).value).toEqual([]);
    expect((await post(`dead-letters/${letter?.id}/redrive`)).status).toBe(404);
  });
});

testOperatorCalls(running);

running.testThatNoSecretWasLogged();
