import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { everything, missing, ReplayWorld, SINCE } from '../../../support/replay-world.ts';
import { START } from '../../../support/world.ts';

let world: ReplayWorld;

beforeEach(() => {
  world = new ReplayWorld();
});

const HOUR = 60 * 60_000;
const at = (milliseconds: number) => new Date(milliseconds).toISOString();

describe('the firings that a replay selects', () => {
  test('are those committed at or after since and before until', async () => {
    const id = await world.createSubscription();
    for (let hour = 0; hour < 4; hour++) {
      world.now = START + hour * HOUR;
      await world.fireRun(`job-${hour}`);
    }
    world.clearArrived();
    const { count } = await replay(world.deps, id, {
      ...everything,
      since: at(START + HOUR),
      until: at(START + 3 * HOUR),
    });
    expect(count).toBe(2);
    await world.drainQueue();
    expect(world.arrivedRunIds()).toEqual(['job-1', 'job-2']);
  });

  test('are those that match the trigger type and the filters of the subscription', async () => {
    const id = await world.createSubscription({ dataSource: 'crm-contacts' });
    await world.fireRun('job-1');
    await world.fireRun('job-2', { name: 'other' });
    await world.fireRun('job-3', { status: 'succeeded' });
    await world.fireRun('job-4', { operation: 'all' });
    await world.fireRun('job-5', { environmentId: 'fabrikam' });
    await world.removeDeliveries(id);
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1']);
  });

  test('are those that crossed the threshold of the subscription', async () => {
    const metric = (threshold: number) =>
      world.createSubscription({ segment: 'high-value', threshold }, 'segment-threshold-crossed');
    for (const threshold of [10, 200, 1000]) await metric(threshold);
    const id = await metric(100);
    await world.receive(
      'metric-change',
      [5, 50, 100, 101, 300, 2000, 0, 500].map((value) => sampleEvent(value)),
    );
    await world.removeDeliveries(id);
    expect(await world.replayAndDeliver(id, missing)).toEqual([101, 500]);
  });

  test('do not include firings from before the subscription was created', async () => {
    await world.createSubscription({ callbackUrl: 'https://flow.example/first' });
    await world.fireRun('job-1');
    const id = await world.createSubscription();
    await world.fireRun('job-2');
    await world.removeDeliveries(id);
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-2']);
  });

  test('do not include firings older than the retention of deliveries', async () => {
    const id = await world.createSubscription();
    await world.fireRun('job-1');
    await world.removeDeliveries(id);
    world.now += world.deps.settings.retention + 1;
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('do not include firings whose fan-out is still running', async () => {
    const ids = await world.createSubscriptions(60);
    await world.crashDuringFanOut();
    for (const id of ids) expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
    world.now += HOUR;
    await world.sweep();
    await world.drainQueue();
    expect(world.arrived).toHaveLength(60);
  });
});

describe('a replay request', () => {
  test.each([
    [{}, 'since: required; include: required'],
    [
      { since: 'yesterday', include: 'some' },
      /^since: expected an ISO 8601 time.*; include: expected one of missing, all$/,
    ],
    [{ since: SINCE, include: 'all', to: 1 }, 'to: not known; expected one of since, until, include, cursor'],
  ])('of %j is refused in words that say what would be right', async (body, message) => {
    const id = await world.createSubscription();
    await expect(replay(world.deps, id, body)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(message),
    });
  });

  test('as a dry run counts the same, and changes nothing', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2');
    const before = world.store.dump();
    for (const body of [missing, everything])
      expect(await replay(world.deps, id, body, { dryRun: true })).toEqual({ count: 2 });
    expect([world.store.dump(), world.queue]).toEqual([before, []]);
    expect(await replay(world.deps, id, missing)).toEqual({ count: 2 });
  });
});
