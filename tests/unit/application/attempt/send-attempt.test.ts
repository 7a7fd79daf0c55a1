import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import type { SendResult } from '../../../../shared/domain/classify-answer.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, START, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';

/** Lets the receiver give these answers in turn and accept from then on. */
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

describe('a retry', () => {
  test('follows the retry schedule with jitter that only adds time', async () => {
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
    ['obeys Retry-After in seconds when it is later than the schedule', '120', 120_000],
    ['obeys Retry-After as a date when it is later than the schedule', new Date(START + 90_000).toUTCString(), 90_000],
    ['ignores Retry-After when it is earlier than the schedule', '1', 5_000],
    ['obeys Retry-After up to at most one day', '999999', 86_400_000],
  ])('%s', async (_rule, retryAfter, earliest) => {
    answerInTurn(answered(429, { retryAfter }));
    await fire();
    await world.drainQueue();
    const wait = (world.arrived[1]?.at ?? 0) - START;
    expect(wait).toBeGreaterThanOrEqual(earliest);
    expect(wait).toBeLessThan(earliest + 1_500);
  });
});

describe('a webhook', () => {
  test('has the same id and body on every attempt and counts its attempts', async () => {
    answerInTurn(answered(503), { kind: 'failed', reason: 'reset' });
    await fire();
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ body }) => body)).size).toBe(1);
    expect(new Set(world.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2', '3']);
    expect(world.payloads()[0]?.notificationId).toBe(world.arrived[0]?.headers['webhook-id']);
  });

  test('has the content type, user agent, timestamp and signature headers of Standard Webhooks', async () => {
    await fire();
    expect(world.arrived[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'insight-triggers/1.2.3',
      'webhook-timestamp': String(START / 1000),
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
  });

  test('is not sent once its subscription was deleted', async () => {
    answerInTurn(answered(503));
    const id = await fire();
    const { partition, key } = { partition: id.split('.')[0] ?? '', key: `s.${id.split('.').slice(1).join('.')}` };
    await world.store.commit(partition, [{ kind: 'remove', key }]);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
    expect((await deadLetters()).map(({ code }) => code)).toEqual(['unsubscribed']);
  });
});
