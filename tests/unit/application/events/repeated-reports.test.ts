import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDataSources } from '../../../../shared/application/environments/read-data-sources.ts';
import { reportStatus } from '../../../../shared/application/environments/status-report.ts';
import { type Fields, refreshEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

const EARLIER = '2026-11-20T01:00:00Z';
const FIRST = '2026-11-20T02:00:00Z';
const LATER = '2026-11-20T03:00:00Z';
const LATEST = '2026-11-20T04:00:00Z';

let world: World;

beforeEach(() => {
  world = new World();
});

type Trigger = Parameters<World['subscribe']>[0];

const operations: [title: string, event: Fields, types: Trigger[]][] = [
  ['a data source', {}, ['data-source-refresh-failed', 'data-source-refresh-succeeded']],
  ['a full refresh', { operation: 'all', name: undefined }, ['full-refresh-completed']],
  ['a unification', { operation: 'merge', name: undefined }, ['unification-refresh-completed']],
  ['a segmentation', { operation: 'segmentation', name: 'high-value' }, []],
];

const report = (event: Fields, status: string, endedAt: string) =>
  world.receive('refresh-status', refreshEvent({ ...event, status, endedAt }));

const shown = async () => (await reportStatus(world.deps, 'contoso')).processes.map(({ status }) => status);
const fired = () => world.payloads().map(({ triggerType, status }) => [triggerType, status]);

describe.each(operations)('a run of %s that is reported again', (_title, event, types) => {
  beforeEach(async () => {
    for (const type of types) await world.subscribe(type, {});
  });

  test.each([
    ['failed', 'succeeded'],
    ['succeeded', 'failed'],
    ['failed', 'completedWithWarnings'],
    ['canceled', 'succeeded'],
    ['succeeded', 'canceled'],
  ])('with a later end is shown as it ended last: %s, then %s', async (first, last) => {
    await report(event, first, FIRST);
    await report(event, last, LATER);
    expect(await shown()).toEqual([last]);
  });

  test('may change a second time', async () => {
    await report(event, 'failed', FIRST);
    await report(event, 'succeeded', LATER);
    await report(event, 'failed', LATEST);
    expect(await shown()).toEqual(['failed']);
  });

  test.each([
    ['the same', FIRST],
    ['an earlier', EARLIER],
  ])('with %s end is shown as before', async (_rule, endedAt) => {
    await report(event, 'failed', FIRST);
    await report(event, 'succeeded', endedAt);
    expect(await shown()).toEqual(['failed']);
  });

  test('does not hide a later run', async () => {
    await report(event, 'failed', FIRST);
    await report({ ...event, runId: 'job-8' }, 'failed', LATEST);
    await report(event, 'succeeded', LATER);
    expect(await shown()).toEqual(['failed']);
  });
});

describe('a run that is reported again with another status', () => {
  test.each([
    ['all', 'full-refresh-completed'],
    ['merge', 'unification-refresh-completed'],
  ] as const)('fires nothing a second time: %s', async (operation, type) => {
    await world.subscribe(type, {});
    await report({ operation, name: undefined }, 'failed', FIRST);
    await report({ operation, name: undefined }, 'succeeded', LATER);
    expect(fired()).toEqual([[type, 'failed']]);
  });

  test.each([
    ['failed', 'succeeded'],
    ['succeeded', 'failed'],
  ])('fires the other trigger type of its data source once: %s, then %s', async (first, last) => {
    await world.subscribe('data-source-refresh-failed', {});
    await world.subscribe('data-source-refresh-succeeded', {});
    await report({}, first, FIRST);
    await report({}, last, LATER);
    await report({}, last, LATER);
    await report({}, first, LATEST);
    expect(fired()).toEqual([
      [`data-source-refresh-${first}`, first],
      [`data-source-refresh-${last}`, last],
    ]);
    const { value } = await listDataSources(world.deps, 'contoso', {});
    expect(value).toMatchObject([{ lastStatus: first, lastEndedAt: LATEST }]);
  });

  test('is recorded after a conflict with another writer', async () => {
    await report({ operation: 'all', name: undefined }, 'failed', FIRST);
    await Promise.all([
      report({ operation: 'all', name: undefined }, 'canceled', LATER),
      report({ operation: 'all', name: undefined }, 'succeeded', LATEST),
    ]);
    expect(await shown()).toEqual(['succeeded']);
  });
});

test('a run that is reported again without a change writes nothing', async () => {
  await report({}, 'failed', FIRST);
  const rows = world.store.dump();
  await report({}, 'failed', FIRST);
  expect(world.store.dump()).toBe(rows);
});
