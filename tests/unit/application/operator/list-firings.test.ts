import { beforeEach, describe, expect, test } from '@jest/globals';
import { type FiringQuery, listFirings } from '../../../../shared/application/operator/read-firings.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld, pagesOf } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const HOUR = 60 * 60_000;

const firingPages = (query: FiringQuery) => pagesOf((cursor) => listFirings(world.deps, { ...query, cursor }));

describe('the list of firings', () => {
  test('is newest first and has each firing on exactly one page', async () => {
    await world.fireRuns(7);
    const pages = await firingPages({ top: 3 });
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('leaves out the deliveries, which only a single firing shows', async () => {
    await world.createSubscription();
    await world.fireRun();
    expect(Object.keys((await world.firings())[0] ?? {})).not.toContain('deliveries');
  });

  test('filters by environment and holds all environments otherwise', async () => {
    await world.fireRun();
    await world.fireRun('job-1', { environmentId: 'fabrikam' });
    expect(await world.firings()).toHaveLength(2);
    const firings = await world.firings({ environmentId: 'fabrikam' });
    expect(firings.map(({ environmentId }) => environmentId)).toEqual(['fabrikam']);
    expect(await world.firings({ environmentId: 'nobody' })).toEqual([]);
  });

  test.each([
    ['data-source-refresh-failed', 1],
    ['data-source-refresh-succeeded', 1],
    ['full-refresh-completed', 1],
    ['segment-threshold-crossed', 2],
    ['measure-threshold-crossed', 1],
    ['unification-refresh-completed', 0],
  ] as const)('filtered by trigger type %s holds only firings of that type', async (triggerType, count) => {
    for (const segment of ['a', 'b']) await world.subscribe('segment-threshold-crossed', { segment, threshold: 10 });
    await world.subscribe('measure-threshold-crossed', { measure: 'm', threshold: 10 });
    await world.fireRun();
    await world.fireRun('job-2', { status: 'succeeded' });
    await world.fireRun('job-3', { operation: 'all' });
    const crossing = { previousValue: 5 };
    await world.receive('metric-change', [
      sampleEvent(20, { ...crossing, name: 'a' }),
      sampleEvent(20, { ...crossing, name: 'b' }),
      sampleEvent(20, { ...crossing, name: 'm', metricType: 'measure' }),
    ]);
    const firings = await world.firings({ triggerType });
    expect(firings.map((firing) => firing.triggerType)).toEqual(Array.from({ length: count }, () => triggerType));
  });

  test('filtered by since holds the firings committed at or after that time', async () => {
    await world.fireRun();
    world.now += HOUR;
    await world.fireRun('job-2', { endedAt: '2026-01-01T00:00:00Z' });
    const since = async (time: string) =>
      (await world.firings({ since: time as Instant })).map(({ sequence }) => sequence);
    expect(await since('2026-11-20T06:00:00.0000000Z')).toEqual([2, 1]);
    expect(await since('2026-11-20T06:00:00.0000001Z')).toEqual([2]);
    expect(await since('2026-11-20T07:00:00.0000001Z')).toEqual([]);
  });

  test('fills every page but the last even when a filter skips many rows', async () => {
    for (let run = 0; run < 30; run++)
      await world.fireRun(`job-${run}`, { status: run % 3 === 0 ? 'failed' : 'succeeded' });
    const pages = await firingPages({ top: 4, triggerType: 'data-source-refresh-failed' });
    expect(pages.map((page) => page.length)).toEqual([4, 4, 2]);
    expect(pages.flat().map(({ payload }) => payload.runId)).toEqual(
      [27, 24, 21, 18, 15, 12, 9, 6, 3, 0].map((run) => `job-${run}`),
    );
  });

  test('rejects the cursor of another list with 400', async () => {
    await expect(listFirings(world.deps, { cursor: 'xyz' })).rejects.toMatchObject({ status: 400, target: 'cursor' });
  });
});
