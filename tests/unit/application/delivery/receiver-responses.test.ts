import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../../shared/application/operator/dead-letters.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import type { SendResult } from '../../../../shared/domain/classify-answer.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, START, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';

/** Answers in turn, then accepts. */
function answerInTurn(...results: SendResult[]): void {
  world.answers.set(CALLBACK, () => results.shift() ?? answered(202));
}

async function fire(): Promise<string> {
  const { subscription } = await world.subscribe('data-source-refresh-failed', {});
  await world.receive('refresh-status', refreshEvent());
  return subscription.id;
}

async function deadLetters() {
  return (await listDeadLetters(world.deps, { source: 'delivery' })).value;
}

describe('what an answer does to its delivery and its subscription', () => {
  const notEnabled = (state: string) =>
    answered(400, {
      errorCode: 'WorkflowTriggerIsNotEnabled',
      errorMessage: `Could not execute workflow 'x' trigger 'y' with state '${state}'.`,
    });

  test.each<[rule: string, answer: SendResult, attempts: number, code: string | undefined, status: string]>([
    ['2xx is delivered', answered(204), 1, undefined, 'active'],
    ['410 ends the subscription', answered(410), 1, 'gone', 'gone'],
    ['404 WorkflowNotFound ends the subscription', answered(404, { errorCode: 'WorkflowNotFound' }), 1, 'gone', 'gone'],
    [
      '404 WorkflowTriggerVersionNotFound ends it',
      answered(404, { errorCode: 'WorkflowTriggerVersionNotFound' }),
      1,
      'gone',
      'gone',
    ],
    ['400 not enabled, Deleted, ends it', notEnabled('Deleted'), 1, 'gone', 'gone'],
    ['400 not enabled, Disabled, sends it to sleep', notEnabled('Disabled'), 1, 'dormant', 'dormant'],
    ['400 not enabled, Suspended, sends it to sleep', notEnabled('Suspended'), 1, 'dormant', 'dormant'],
    ['another 400 is a dead letter at once, and the subscription stays', answered(400), 1, 'http-400', 'active'],
    ['413 is a dead letter at once', answered(413), 1, 'http-413', 'active'],
    ['415 is a dead letter at once', answered(415), 1, 'http-415', 'active'],
    ['422 is a dead letter at once', answered(422), 1, 'http-422', 'active'],
    [
      'a refused address is a dead letter at once',
      { kind: 'refused', reason: 'address-not-allowed' },
      1,
      'address-not-allowed',
      'active',
    ],
    ['401 is tried three times', answered(401), 3, 'http-401', 'active'],
    ['403 is tried three times', answered(403), 3, 'http-403', 'active'],
    ['408 is retried until the schedule is exhausted', answered(408), 3, 'exhausted', 'active'],
    ['429 is retried', answered(429), 3, 'exhausted', 'active'],
    ['503 is retried', answered(503), 3, 'exhausted', 'active'],
    ['302 is retried and not followed', answered(302), 3, 'exhausted', 'active'],
    ['another 404 is retried', answered(404), 3, 'exhausted', 'active'],
    ['a name that does not resolve is retried', { kind: 'failed', reason: 'dns' }, 3, 'exhausted', 'active'],
    ['a timeout is retried', { kind: 'failed', reason: 'timeout' }, 3, 'exhausted', 'active'],
    ['a reset is retried', { kind: 'failed', reason: 'reset' }, 3, 'exhausted', 'active'],
  ])('%s', async (_rule, answer, attempts, code, status) => {
    world.answers.set(CALLBACK, () => answer);
    const id = await fire();
    await world.drainQueue();
    expect(world.arrived).toHaveLength(attempts);
    expect((await deadLetters()).map((letter) => letter.code)).toEqual(code ? [code] : []);
    expect(await getSubscription(world.deps, id)).toMatchObject({ status });
  });

  test('a subscription that sleeps gets dead letters instead of webhooks, and none of them is sent', async () => {
    answerInTurn(notEnabled('Disabled'));
    await fire();
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
    expect((await deadLetters()).map(({ code }) => code)).toEqual(['dormant', 'dormant']);
  });

  test('subscribing again wakes a subscription that sleeps', async () => {
    answerInTurn(notEnabled('Suspended'));
    const id = await fire();
    await world.subscribe('data-source-refresh-failed', {});
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'active', consecutiveFailures: 0 });
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(2);
  });

  test('a subscription that is gone gets nothing more', async () => {
    answerInTurn(answered(410));
    await fire();
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(1);
  });

  test('failures count up and a success ends the count', async () => {
    answerInTurn(answered(503), answered(503));
    const id = await fire();
    expect(await getSubscription(world.deps, id)).toMatchObject({
      consecutiveFailures: 1,
      lastDelivery: { outcome: 'retrying' },
    });
    await world.drainQueue(world.now + 10_000);
    expect(await getSubscription(world.deps, id)).toMatchObject({ consecutiveFailures: 2 });
    await world.drainQueue();
    expect(await getSubscription(world.deps, id)).toMatchObject({
      consecutiveFailures: 0,
      lastDelivery: { outcome: 'delivered' },
    });
  });
});

describe('when it is tried again', () => {
  test('attempts follow the schedule, with jitter that only adds', async () => {
    answerInTurn(answered(503), answered(503));
    await fire();
    await world.drainQueue();
    const waits = world.arrived.map(({ at }) => at - START);
    expect(waits[1]).toBeGreaterThanOrEqual(5_000);
    expect(waits[1]).toBeLessThanOrEqual(6_000);
    expect((waits[2] ?? 0) - (waits[1] ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect((waits[2] ?? 0) - (waits[1] ?? 0)).toBeLessThanOrEqual(67_000);
  });

  test.each<[rule: string, retryAfter: string, earliest: number]>([
    ['Retry-After in seconds is obeyed when later', '120', 120_000],
    ['Retry-After as a date is obeyed when later', new Date(START + 90_000).toUTCString(), 90_000],
    ['Retry-After is not obeyed when earlier', '1', 5_000],
    ['Retry-After counts for at most a day', '999999', 86_400_000],
  ])('%s', async (_rule, retryAfter, earliest) => {
    answerInTurn(answered(429, { retryAfter }));
    await fire();
    await world.drainQueue();
    const wait = (world.arrived[1]?.at ?? 0) - START;
    expect(wait).toBeGreaterThanOrEqual(earliest);
    expect(wait).toBeLessThan(earliest + 1_500);
  });
});

describe('what a receiver sees', () => {
  test('every attempt has the same id and the same body, and counts', async () => {
    answerInTurn(answered(503), { kind: 'failed', reason: 'reset' });
    await fire();
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ body }) => body)).size).toBe(1);
    expect(new Set(world.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2', '3']);
    expect(world.payloads()[0]?.notificationId).toBe(world.arrived[0]?.headers['webhook-id']);
  });

  test('the headers are those of a Standard Webhooks sender', async () => {
    await fire();
    expect(world.arrived[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'insight-triggers/1.2.3',
      'webhook-timestamp': String(START / 1000),
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
  });

  test('a delivery whose subscription was deleted is not sent', async () => {
    answerInTurn(answered(503));
    const id = await fire();
    const { partition, key } = { partition: id.split('.')[0] ?? '', key: `s.${id.split('.').slice(1).join('.')}` };
    await world.store.commit(partition, [{ kind: 'remove', key }]);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
    expect((await deadLetters()).map(({ code }) => code)).toEqual(['unsubscribed']);
  });
});
