import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import type { SendResult } from '../../../../shared/domain/classify-answer.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

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

describe('the answer of a receiver', () => {
  const notEnabled = (state: string) =>
    answered(400, {
      errorCode: 'WorkflowTriggerIsNotEnabled',
      errorMessage: `Could not execute workflow 'x' trigger 'y' with state '${state}'.`,
    });

  test.each<[rule: string, answer: SendResult, attempts: number, code: string | undefined, status: string]>([
    ['2xx means delivered', answered(204), 1, undefined, 'active'],
    ['410 ends the subscription', answered(410), 1, 'gone', 'gone'],
    ['404 WorkflowNotFound ends the subscription', answered(404, { errorCode: 'WorkflowNotFound' }), 1, 'gone', 'gone'],
    [
      '404 WorkflowTriggerVersionNotFound ends the subscription',
      answered(404, { errorCode: 'WorkflowTriggerVersionNotFound' }),
      1,
      'gone',
      'gone',
    ],
    ['400 for a flow in state Deleted ends the subscription', notEnabled('Deleted'), 1, 'gone', 'gone'],
    [
      '400 for a flow in state Disabled makes the subscription dormant',
      notEnabled('Disabled'),
      1,
      'dormant',
      'dormant',
    ],
    [
      '400 for a flow in state Suspended makes the subscription dormant',
      notEnabled('Suspended'),
      1,
      'dormant',
      'dormant',
    ],
    [
      'any other 400 makes a dead letter immediately and keeps the subscription active',
      answered(400),
      1,
      'http-400',
      'active',
    ],
    ['413 makes a dead letter immediately', answered(413), 1, 'http-413', 'active'],
    ['415 makes a dead letter immediately', answered(415), 1, 'http-415', 'active'],
    ['422 makes a dead letter immediately', answered(422), 1, 'http-422', 'active'],
    [
      'a refused callback address makes a dead letter immediately',
      { kind: 'refused', reason: 'address-not-allowed' },
      1,
      'address-not-allowed',
      'active',
    ],
    ['401 gets three attempts, then a dead letter', answered(401), 3, 'http-401', 'active'],
    ['403 gets three attempts, then a dead letter', answered(403), 3, 'http-403', 'active'],
    ['408 is retried until the retry schedule is exhausted', answered(408), 3, 'exhausted', 'active'],
    ['429 is retried until the retry schedule is exhausted', answered(429), 3, 'exhausted', 'active'],
    ['503 is retried until the retry schedule is exhausted', answered(503), 3, 'exhausted', 'active'],
    ['302 is retried and its redirect is not followed', answered(302), 3, 'exhausted', 'active'],
    ['any other 404 is retried until the retry schedule is exhausted', answered(404), 3, 'exhausted', 'active'],
    ['a host name that does not resolve is retried', { kind: 'failed', reason: 'dns' }, 3, 'exhausted', 'active'],
    [
      'a timeout is retried until the retry schedule is exhausted',
      { kind: 'failed', reason: 'timeout' },
      3,
      'exhausted',
      'active',
    ],
    [
      'a connection reset is retried until the retry schedule is exhausted',
      { kind: 'failed', reason: 'reset' },
      3,
      'exhausted',
      'active',
    ],
  ])('follows the contract: %s', async (_rule, answer, attempts, code, status) => {
    world.answers.set(CALLBACK, () => answer);
    const id = await fire();
    await world.drainQueue();
    expect(world.arrived).toHaveLength(attempts);
    expect((await deadLetters()).map((letter) => letter.code)).toEqual(code ? [code] : []);
    expect(await getSubscription(world.deps, id)).toMatchObject({ status });
  });

  test('that makes a subscription dormant turns its later deliveries into unsent dead letters', async () => {
    answerInTurn(notEnabled('Disabled'));
    await fire();
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
    expect((await deadLetters()).map(({ code }) => code)).toEqual(['dormant', 'dormant']);
  });

  test('that made a subscription dormant is undone by subscribing again', async () => {
    answerInTurn(notEnabled('Suspended'));
    const id = await fire();
    await world.subscribe('data-source-refresh-failed', {});
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'active', consecutiveFailures: 0 });
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(2);
  });

  test('that ends a subscription stops all further webhooks to it', async () => {
    answerInTurn(answered(410));
    await fire();
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(1);
  });

  test('that is a failure raises the count of consecutive failures, and a success resets it', async () => {
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
