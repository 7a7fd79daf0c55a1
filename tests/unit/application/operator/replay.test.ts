import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { everything, missing, ReplayWorld, SINCE } from '../../../support/replay-world.ts';
import { answered } from '../../../support/world.ts';

let world: ReplayWorld;

beforeEach(() => {
  world = new ReplayWorld();
});

describe('a replay of missing deliveries', () => {
  test('sends dead deliveries again in their order and removes their dead letters', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2', 'job-3');
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1', 'job-2', 'job-3']);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['2', '2', '2']);
    expect(await world.deadLetters()).toEqual([]);
  });

  test('creates a delivery that was never made, with the same body as the original', async () => {
    const id = await world.createSubscription();
    await world.fireRun('job-1');
    const [original] = world.arrived;
    await world.removeDeliveries(id);
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1']);
    expect(world.arrived[0]).toMatchObject({ body: original?.body, headers: { 'webhook-attempt': '1' } });
  });

  test('skips deliveries that were delivered or are still being retried', async () => {
    const id = await world.createSubscription();
    await world.fireRun('job-1');
    world.answerWith(answered(503));
    await world.fireRun('job-2');
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('sends nothing more when it is repeated', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2');
    expect(await replay(world.deps, id, missing)).toEqual({ count: 2 });
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('sends each webhook once when two replays run at the same time', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2');
    const counts = await Promise.all([replay(world.deps, id, missing), replay(world.deps, id, missing)]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });
});

describe('a replay of all firings', () => {
  test('sends delivered webhooks again with the same webhook-id and skips those being retried', async () => {
    const id = await world.createSubscription();
    await world.fireRun('job-1');
    world.answerWith(answered(503));
    await world.fireRun('job-2');
    world.answerWith(answered(202));
    const before = world.arrived.map(({ headers }) => headers['webhook-id']);
    world.clearArrived();
    world.queue = [];
    expect(await world.replayAndDeliver(id, everything)).toEqual(['job-1']);
    expect(world.arrived[0]?.headers['webhook-id']).toBe(before[0]);
  });
});

describe('a replay of more firings than one call takes', () => {
  async function replayToEnd(id: string, body: object, mode: { dryRun?: boolean } = {}) {
    const counts = [];
    let cursor: string | undefined;
    do {
      const replayed = await replay(world.deps, id, { ...body, cursor }, mode);
      counts.push(replayed.count);
      cursor = replayed.cursor;
    } while (cursor !== undefined);
    return counts;
  }

  test('takes a thousand, and goes on from its cursor with older ones, each once', async () => {
    const id = await world.createSubscription();
    const runs = Array.from({ length: 1_010 }, (_, index) => `job-${index}`);
    for (const run of runs) await world.fireRun(run);
    world.clearArrived();
    expect(await replayToEnd(id, everything, { dryRun: true })).toEqual([1_000, 10]);
    expect(await replayToEnd(id, everything)).toEqual([1_000, 10]);
    await world.drainQueue();
    expect(world.arrivedRunIds().toSorted()).toEqual(runs.toSorted());
  });

  test('reads a bounded number of rows even when none of them reaches the subscription', async () => {
    const id = await world.createSubscription({ dataSource: 'quiet' });
    for (let run = 0; run < 3_100; run++) await world.fireRun(`job-${run}`);
    const before = world.store.rowsRead;
    const first = await replay(world.deps, id, everything);
    expect(first).toEqual({ count: 0, cursor: expect.any(String) });
    expect(world.store.rowsRead - before).toBeLessThanOrEqual(4_001);
    expect(await replay(world.deps, id, { ...everything, cursor: first.cursor })).toEqual({ count: 0 });
  });

  test('has no cursor when the last firing of the period is the thousandth', async () => {
    const id = await world.createSubscription();
    await world.fireRun('before');
    world.now += 2 * 60 * 60_000;
    const since = new Date(world.now).toISOString();
    for (let run = 0; run < 1_000; run++) await world.fireRun(`job-${run}`);
    expect(await replay(world.deps, id, { since, include: 'all' }, { dryRun: true })).toEqual({ count: 1_000 });
  });

  test.each(['nonsense', Buffer.from('{"partition":"x","from":"s."}').toString('base64url')])(
    'refuses a cursor that it has not given: %s',
    async (cursor) => {
      const id = await world.createSubscription();
      await expect(replay(world.deps, id, { ...everything, cursor })).rejects.toMatchObject({
        status: 400,
        target: 'cursor',
      });
    },
  );
});

describe('a replay request', () => {
  test.each<[rule: string, body: unknown, target: string]>([
    ['since is missing', { include: 'all' }, 'since'],
    ['since has no offset', { since: '2026-11-20T00:00:00', include: 'all' }, 'since'],
    ['since is not a time', { since: 'yesterday', include: 'all' }, 'since'],
    ['include is missing', { since: SINCE }, 'include'],
    ['include is an unknown word', { since: SINCE, include: 'dead' }, 'include'],
    ['until is not a time', { ...everything, until: 'now' }, 'until'],
    ['until is before since', { ...everything, until: '2026-11-19T00:00:00Z' }, 'until'],
    ['until equals since', { ...everything, until: SINCE }, 'until'],
  ])('is rejected with 400 when %s', async (_rule, body, target) => {
    const id = await world.createSubscription();
    await expect(replay(world.deps, id, body)).rejects.toMatchObject({
      status: 400,
      code: 'invalid-request',
      target,
      details: [{ target }],
    });
  });

  test.each(['', null])('takes an empty until for an absent one: %j', async (until) => {
    const id = await world.createSubscription();
    await world.fireRun();
    expect(await replay(world.deps, id, { ...everything, until })).toEqual({ count: 1 });
  });

  test('is rejected with 400 when the body is not an object', async () => {
    const id = await world.createSubscription();
    await expect(replay(world.deps, id, [])).rejects.toMatchObject({ status: 400 });
  });

  test.each(['nonsense', `${'x'.repeat(22)}.sources.${'y'.repeat(22)}`])(
    'is answered with 404 for the unknown subscription %s',
    async (id) => {
      await expect(replay(world.deps, id, everything)).rejects.toMatchObject({ status: 404, target: 'id' });
    },
  );

  test('is rejected with 409 for a subscription that is gone', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(410));
    await world.fireRun('job-1');
    const refused = replay(world.deps, id, everything);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /gone/ });
  });
});
