import { beforeEach, describe, expect, test } from '@jest/globals';
import { forgetDataSource, forgetMetric } from '../../../../shared/application/environments/forget.ts';
import { dataSourceChoices, metricChoices } from '../../../../shared/application/environments/pick-lists.ts';
import { listDataSources } from '../../../../shared/application/environments/read-data-sources.ts';
import { listMetrics } from '../../../../shared/application/environments/read-metrics.ts';
import { reportStatus } from '../../../../shared/application/environments/status-report.ts';
import { createKeyedMutex } from '../../../../shared/application/process-limits.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import type { MetricType } from '../../../../shared/contract/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

const environmentId = 'contoso';
const partition = environmentPartition(environmentId);

let world: World;

beforeEach(() => {
  world = new World();
});

describe.each<[MetricType]>([['segment'], ['measure']])('a forgotten %s', (metricType) => {
  const name = 'high-value';
  const metric = { environmentId, metricType, name };
  const forget = () => forgetMetric(world.deps, metric);
  const receive = (value: number, more: object = {}) =>
    world.receive('metric-change', sampleEvent(value, { metricType, ...more }));
  const subscribe = () => world.subscribe(`${metricType}-threshold-crossed`, { [metricType]: name, threshold: 1000 });
  const values = async () => (await listMetrics(world.deps, metric, {})).value;
  const states = () => world.store.rowsUnder(partition, `t.${metricType}-`).map(({ data }) => data);

  test('leaves the lists, the pick-lists and the status report until its next value', async () => {
    await receive(5, { displayName: 'High value' });
    await forget();
    expect(await values()).toEqual([]);
    expect(await metricChoices(world.deps, environmentId, metricType)).toEqual([]);
    expect((await reportStatus(world.deps, environmentId))[`${metricType}s`]).toEqual([]);
    await receive(6);
    expect(await values()).toMatchObject([{ name, displayName: name, value: 6 }]);
  });

  test('fires nothing by being forgotten, and its next value is a baseline', async () => {
    await subscribe();
    await receive(900);
    await forget();
    await receive(1200);
    expect(world.arrived).toEqual([]);
    await receive(900);
    await receive(1200);
    expect(world.arrived).toHaveLength(1);
  });

  test('takes a sample that would have been late', async () => {
    await receive(5, { evaluatedAt: '2026-11-21T02:00:00Z' });
    await forget();
    expect(await receive(6, { evaluatedAt: '2026-11-20T02:00:00Z' })).toMatchObject({ applied: 1 });
  });

  test('keeps its subscriptions and the sequence of its firings', async () => {
    await subscribe();
    await receive(900);
    await receive(1200);
    await forget();
    expect(states()).toEqual([{ environmentId, sequence: 1 }]);
    await receive(900);
    await receive(1200);
    expect(world.payloads().map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test('keeps the state that its subscriptions need before the first firing', async () => {
    const { subscription, token } = await subscribe();
    await receive(900);
    await forget();
    expect(states()).toEqual([{ environmentId, sequence: 0 }]);
    await unsubscribe(world.deps, subscription.id, token);
    await receive(900);
    await forget();
    expect(states()).toEqual([]);
  });

  test('leaves no row when it has neither subscriptions nor firings', async () => {
    await receive(5);
    await forget();
    expect(states()).toEqual([]);
  });

  test('may be unknown, and forgotten twice', async () => {
    await forget();
    await receive(5);
    await forget();
    await forget();
    expect(await values()).toEqual([]);
  });

  test('leaves other metrics as they are', async () => {
    await receive(5, { name: 'other' });
    await receive(5, { metricType: metricType === 'segment' ? 'measure' : 'segment' });
    const before = world.store.dump();
    await forget();
    expect(world.store.dump()).toBe(before);
  });

  test('is forgotten or has the value of an event of the same moment, and the event fires nothing', async () => {
    await subscribe();
    await receive(900);
    await Promise.all([forget(), receive(950), receive(960), forget()]);
    const left = await values();
    expect([[], [960]]).toContainEqual(left.map(({ value }) => value));
    expect(world.arrived).toEqual([]);
  });

  test('is read again when another process subscribes to it before the commit', async () => {
    await receive(5);
    const { store } = world.deps;
    const commit = store.commit.bind(store);
    let isFirst = true;
    store.commit = async (...change) => {
      if (isFirst && change[1].some(({ kind, key }) => kind === 'remove' && key.startsWith('t.'))) {
        isFirst = false;
        await subscribe();
      }
      return commit(...change);
    };
    await forgetMetric({ ...world.deps, topicMutex: createKeyedMutex() }, metric);
    expect(isFirst).toBe(false);
    expect(states()).toEqual([{ environmentId, sequence: 0 }]);
  });
});

test('a forgotten segment takes its segmentations out of the status report', async () => {
  const segmentation = { operation: 'segmentation', name: 'high-value', runId: 'job-9' };
  await world.receive('refresh-status', refreshEvent({ ...segmentation, endedAt: '2026-11-20T00:00:00Z' }));
  await world.receive('metric-change', sampleEvent(5, { evaluatedAt: '2026-11-20T01:00:00Z' }));
  await forgetMetric(world.deps, { environmentId, metricType: 'segment', name: 'high-value' });
  expect(await reportStatus(world.deps, environmentId)).toMatchObject({ failedCount: 0, processes: [], segments: [] });
});

describe('a forgotten data source', () => {
  const forget = (name = 'crm-contacts') => forgetDataSource(world.deps, environmentId, name);
  const names = async () => (await listDataSources(world.deps, environmentId, {})).value.map(({ name }) => name);

  test('leaves the lists, the pick-lists and the status report until its next run', async () => {
    await world.receive('refresh-status', refreshEvent());
    await world.receive('refresh-status', refreshEvent({ name: 'erp' }));
    await forget();
    expect(await names()).toEqual(['erp']);
    expect(await dataSourceChoices(world.deps, environmentId, false)).toMatchObject([{ value: 'erp' }]);
    expect((await reportStatus(world.deps, environmentId)).failedCount).toBe(1);
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8', endedAt: '2026-11-19T02:00:00Z' }));
    expect((await names()).toSorted()).toEqual(['crm-contacts', 'erp']);
  });

  test('does not fire a run again that has fired', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    await world.receive('refresh-status', refreshEvent());
    await forget();
    await world.receive('refresh-status', refreshEvent());
    expect(world.arrived).toHaveLength(1);
  });

  test('may be unknown', async () => {
    await forget('nobody');
    expect(await names()).toEqual([]);
  });
});
