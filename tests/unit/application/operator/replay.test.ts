import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { everything, missing, ReplayWorld, SINCE } from '../../../support/replay-world.ts';
import { answered } from '../../../support/world.ts';

let world: ReplayWorld;

beforeEach(() => {
  world = new ReplayWorld();
});

describe('replaying what is missing', () => {
  test('gives what is dead the full schedule, oldest first, and the dead letters leave', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2', 'job-3');
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1', 'job-2', 'job-3']);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['2', '2', '2']);
    expect(await world.deadLetters()).toEqual([]);
  });

  test('makes a delivery that was never made, just as it would have been', async () => {
    const id = await world.createSubscription();
    await world.fireRun('job-1');
    const [original] = world.arrived;
    await world.removeDeliveries(id);
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1']);
    expect(world.arrived[0]).toMatchObject({ body: original?.body, headers: { 'webhook-attempt': '1' } });
  });

  test('leaves alone what was delivered, and what is under way', async () => {
    const id = await world.createSubscription();
    await world.fireRun('job-1');
    world.answerWith(answered(503));
    await world.fireRun('job-2');
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('twice does it once', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2');
    expect(await replay(world.deps, id, missing)).toEqual({ count: 2 });
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('twice at once sends everything once', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2');
    const counts = await Promise.all([replay(world.deps, id, missing), replay(world.deps, id, missing)]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });
});

describe('replaying everything', () => {
  test('sends what was delivered again under the same id, but not what is under way', async () => {
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

describe('what is refused', () => {
  test.each<[rule: string, body: unknown, target: string]>([
    ['no since', { include: 'all' }, 'since'],
    ['a since without an offset', { since: '2026-11-20T00:00:00', include: 'all' }, 'since'],
    ['a since that is no time', { since: 'yesterday', include: 'all' }, 'since'],
    ['no include', { since: SINCE }, 'include'],
    ['another include', { since: SINCE, include: 'dead' }, 'include'],
    ['an until that is no time', { ...everything, until: 'now' }, 'until'],
    ['an until before since', { ...everything, until: '2026-11-19T00:00:00Z' }, 'until'],
    ['an until that is since', { ...everything, until: SINCE }, 'until'],
  ])('%s', async (_rule, body, target) => {
    const id = await world.createSubscription();
    await expect(replay(world.deps, id, body)).rejects.toMatchObject({ status: 400, code: 'invalid-request', target });
  });

  test('a body that is no object', async () => {
    const id = await world.createSubscription();
    await expect(replay(world.deps, id, [])).rejects.toMatchObject({ status: 400 });
  });

  test.each(['nonsense', `${'x'.repeat(22)}.sources.${'y'.repeat(22)}`])('a subscription %s', async (id) => {
    await expect(replay(world.deps, id, everything)).rejects.toMatchObject({ status: 404, target: 'id' });
  });

  test('a subscription that gets nothing now', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(410));
    await world.fireRun('job-1');
    const refused = replay(world.deps, id, everything);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /gone/ });
  });
});
