import { beforeEach, describe, expect, test } from '@jest/globals';
import { listEnvironments } from '../../../../shared/application/environments/list-environments.ts';
import { listDataSources } from '../../../../shared/application/environments/read-data-sources.ts';
import { listMetrics } from '../../../../shared/application/environments/read-metrics.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const segments = async () =>
  (await listMetrics(world.deps, { environmentId: 'contoso', metricType: 'segment' }, {})).value;

describe('the lists of an environment', () => {
  test('hold the environments that events have named', async () => {
    await world.receive('refresh-status', refreshEvent());
    await world.receive('metric-change', sampleEvent(1, { environmentId: 'fabrikam' }));
    const names = (await listEnvironments(world.deps, {})).value.map(({ displayName }) => displayName);
    expect(names.toSorted()).toEqual(['contoso', 'fabrikam']);
  });

  test.each<[rule: string, receive: () => Promise<unknown>]>([
    ['a run', () => world.receive('refresh-status', refreshEvent())],
    ['a run without a trigger', () => world.receive('refresh-status', refreshEvent({ operation: 'match' }))],
    ['a sample', () => world.receive('metric-change', sampleEvent(1))],
  ])('include an environment with subscriptions only after its first event: %s', async (_rule, receive) => {
    const names = async () => (await listEnvironments(world.deps, {})).value.map(({ environmentId }) => environmentId);
    await world.subscribe('data-source-refresh-failed', {});
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1 });
    expect(await names()).toEqual([]);
    await receive();
    await world.subscribe('full-refresh-completed', {});
    expect(await names()).toEqual(['contoso']);
  });

  test('show the status of the last run of a data source, even of a canceled one', async () => {
    const list = async () => (await listDataSources(world.deps, 'contoso', {})).value;
    await world.receive('refresh-status', refreshEvent());
    expect(await list()).toEqual([
      { name: 'crm-contacts', displayName: 'crm-contacts', lastStatus: 'failed', lastEndedAt: '2026-11-20T02:14:09Z' },
    ]);
    const later = { status: 'canceled', runId: 'job-8', endedAt: '2026-11-20T03:00:00Z', displayName: 'CRM contacts' };
    await world.receive('refresh-status', refreshEvent(later));
    expect(await list()).toMatchObject([{ displayName: 'CRM contacts', lastStatus: 'canceled' }]);
  });

  test('leave out a deleted data source', async () => {
    await world.receive('refresh-status', refreshEvent());
    const later = { status: 'deleted', runId: 'job-8', endedAt: '2026-11-20T03:00:00Z' };
    await world.receive('refresh-status', refreshEvent(later));
    expect((await listDataSources(world.deps, 'contoso', {})).value).toEqual([]);
  });

  test('keep the status of the latest run when an earlier run is reported late', async () => {
    await world.receive('refresh-status', refreshEvent({ endedAt: '2026-11-20T03:00:00Z' }));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-6', status: 'succeeded' }));
    expect((await listDataSources(world.deps, 'contoso', {})).value).toMatchObject([{ lastStatus: 'failed' }]);
  });

  test('show the last value and the display name of a segment', async () => {
    await world.receive('metric-change', [sampleEvent(1, { displayName: 'High value' }), sampleEvent(2)]);
    expect(await segments()).toMatchObject([{ name: 'high-value', displayName: 'High value', value: 2 }]);
  });

  test('leave out segments without events, and measures from the list of segments', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'unseen', threshold: 1 });
    await world.receive('metric-change', sampleEvent(1, { metricType: 'measure', name: 'margin' }));
    expect(await segments()).toEqual([]);
  });
});
