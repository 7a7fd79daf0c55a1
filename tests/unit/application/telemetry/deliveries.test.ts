import { beforeEach, describe, expect, test } from '@jest/globals';
import { redeliver } from '../../../../shared/application/operator/redeliver.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { flowTurnedOff, OperatorWorld } from '../../../support/operator-world.ts';
import { answered, START } from '../../../support/world.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
const CALLBACK = 'https://flow.example/run?sig=hush';

let world: OperatorWorld;
let id: string;

beforeEach(async () => {
  world = new OperatorWorld();
  id = await world.createSubscription();
  world.reported.length = 0;
});

const sent = () => world.arrived.map(({ headers }) => headers.traceparent);

describe('a firing', () => {
  test('is reported once, with its subscribers and its trace', async () => {
    await world.createSubscription({ callbackUrl: 'https://flow.example/2' });
    await world.fireRun('job-1', { traceparent: TRACEPARENT });
    await world.fireRun('job-1', { traceparent: TRACEPARENT });
    const { firingId, sequence } = world.payloads()[0] ?? {};
    const firing = { environmentId: 'contoso', triggerType: 'data-source-refresh-failed', firingId, sequence };
    expect(world.lines('Firing')).toEqual([expect.objectContaining({ ...firing, subscribers: 2, traceId: TRACE })]);
  });

  test('without subscribers is reported too', async () => {
    await world.receive('refresh-status', refreshEvent({ status: 'succeeded' }));
    expect(world.lines('Firing')).toMatchObject([{ triggerType: 'data-source-refresh-succeeded', subscribers: 0 }]);
  });
});

describe('an attempt', () => {
  test('is reported with its outcome, its answer and its time', async () => {
    world.answers.set(CALLBACK, () => {
      world.now += 84;
      return answered(202, { workflowRunId: 'run-1' });
    });
    await world.fireRun('job-1', { traceparent: TRACEPARENT });
    const { notificationId, firingId } = world.payloads()[0] ?? {};
    expect(world.lines('Attempt')).toEqual([
      {
        name: 'Attempt',
        notificationId,
        firingId,
        subscriptionId: id,
        environmentId: 'contoso',
        triggerType: 'data-source-refresh-failed',
        attempt: 1,
        outcome: 'delivered',
        status: 202,
        milliseconds: 84,
        ageMilliseconds: 84,
        traceId: TRACE,
        spanId: sent()[0]?.split('-')[2],
        workflowRunId: 'run-1',
      },
    ]);
  });

  test('that fails is reported with its reason, and the age counts from the event to the success', async () => {
    const results = [answered(503), { kind: 'failed', reason: 'timeout' } as const];
    world.answers.set(CALLBACK, () => results.shift() ?? answered(202));
    await world.fireRun();
    await world.drainQueue();
    expect(world.lines('Attempt')).toMatchObject([
      { attempt: 1, outcome: 'retrying', reason: 'http-503', status: 503 },
      { attempt: 2, outcome: 'retrying', reason: 'timeout' },
      { attempt: 3, outcome: 'delivered', ageMilliseconds: world.now - START },
    ]);
    expect(world.lines('Attempt').map(({ ageMilliseconds }) => ageMilliseconds === undefined)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('keeps the trace on each retry and has a span of its own', async () => {
    const results = [answered(503), answered(503)];
    world.answers.set(CALLBACK, () => results.shift() ?? answered(202));
    await world.fireRun('job-1', { traceparent: TRACEPARENT });
    await world.drainQueue();
    expect(new Set(sent().map((one) => one?.split('-')[1]))).toEqual(new Set([TRACE]));
    expect(new Set(sent()).size).toBe(3);
  });

  test('has a trace of its firing when the event has none', async () => {
    await world.createSubscription({ callbackUrl: 'https://flow.example/2' });
    await world.fireRun();
    const traces = new Set(sent().map((one) => one?.split('-')[1]));
    expect([...traces]).toEqual([world.lines('Firing')[0]?.traceId]);
  });

  test('that repeats a delivery for an operator has no age', async () => {
    await world.fireRun();
    await redeliver(world.deps, id, String(world.payloads()[0]?.notificationId));
    world.now += 3_600_000;
    await world.drainQueue();
    expect(world.lines('Attempt').map(({ attempt, ageMilliseconds }) => [attempt, ageMilliseconds])).toEqual([
      [1, 0],
      [2, undefined],
    ]);
  });

  test('of a test notification is marked and has no age', async () => {
    await sendTest(world.deps, id);
    await world.drainQueue();
    expect(world.lines('Attempt')).toMatchObject([{ isTest: true, outcome: 'delivered' }]);
    expect(world.lines('Attempt')[0]).not.toHaveProperty('ageMilliseconds', expect.anything());
  });

  test('that its worker has let go of is reported when it ends', async () => {
    const answer = Promise.withResolvers<void>();
    const { send } = world.deps.sender;
    world.deps.sender = {
      send: async (request) => {
        await answer.promise;
        return send(request);
      },
    };
    // The worker's patience ends at once.
    world.deps.clock = { ...world.deps.clock, sleep: async () => {} };
    await world.fireRun();
    expect(world.lines('Attempt')).toEqual([]);
    answer.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.lines('Attempt')).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('whose result cannot be stored is reported as lost', async () => {
    const { commit } = world.store;
    world.store.commit = (partition, writes) =>
      writes.some(({ kind, key }) => kind === 'replace' && key.startsWith('d.'))
        ? Promise.reject(new Error('away'))
        : commit.call(world.store, partition, writes);
    await expect(world.fireRun()).rejects.toThrow('away');
    const { notificationId } = world.payloads()[0] ?? {};
    expect(world.lines('ResultLost')).toEqual([
      { name: 'ResultLost', notificationId, subscriptionId: id, fault: 'away' },
    ]);
  });
});

describe('a delivery that is given up', () => {
  const codes = () => world.lines('DeadLetter').map(({ code, attempts }) => [code, attempts]);

  test('is reported with its ids and its code', async () => {
    world.answerWith(answered(422));
    await world.fireRun();
    const { notificationId, firingId } = world.payloads()[0] ?? {};
    expect(world.lines('DeadLetter')).toEqual([
      {
        name: 'DeadLetter',
        source: 'delivery',
        code: 'http-422',
        environmentId: 'contoso',
        triggerType: 'data-source-refresh-failed',
        notificationId,
        firingId,
        subscriptionId: id,
        attempts: 1,
      },
    ]);
  });

  test('is reported when its retries are exhausted', async () => {
    world.answerWith(answered(503));
    await world.fireRun();
    await world.drainQueue();
    expect(codes()).toEqual([['exhausted', 3]]);
  });

  test('is reported when its subscription receives nothing at the firing', async () => {
    world.answerWith(flowTurnedOff);
    await world.fireRuns(2);
    expect(codes()).toEqual([
      ['dormant', 1],
      ['dormant', 0],
    ]);
  });

  test('is reported when a fan-out makes it', async () => {
    const ids = await world.createSubscriptions(60);
    for (let index = 0; index < 60; index++) world.answers.set(`https://flow.example/${index}`, () => flowTurnedOff);
    await world.fireRun();
    await world.drainQueue();
    world.reported.length = 0;
    await world.fireRun('job-2');
    const dead = world.lines('DeadLetter').map(({ subscriptionId }) => subscriptionId);
    expect(dead.toSorted()).toEqual(ids.toSorted());
  });
});
