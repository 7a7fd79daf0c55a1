import { beforeEach, describe, expect, test } from '@jest/globals';
import { getDataSource } from '../../../../shared/application/environments/read-data-sources.ts';
import { getMetric } from '../../../../shared/application/environments/read-metrics.ts';
import { reportStatus } from '../../../../shared/application/environments/status-report.ts';
import { statusReportSchema } from '../../../../shared/contract/answers.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const report = () => reportStatus(world.deps, 'contoso');
const statuses = async () => (await report()).processes.map(({ title, name, status }) => [title, name, status]);

const segmentation = (resultType: string, endTimestamp: string, additionalInfo?: object) =>
  workflowRecord('Segmentation.TaskCompleted', {
    resultType,
    properties: {
      instanceId: 'contoso',
      workflowJobId: 'job-1',
      identifier: 'high-value',
      endTimestamp,
      additionalInfo,
    },
  });

describe('the status report', () => {
  test('shows the last run of every process, even of those without a trigger', async () => {
    await world.receive('refresh-status', [
      refreshEvent({ status: 'failed', error: { code: 'timeout', message: 'Too slow.' } }),
      refreshEvent({ operation: 'merge', runId: 'job-8', name: undefined }),
      refreshEvent({ operation: 'all', runId: 'job-9', name: undefined }),
      refreshEvent({ operation: 'Match', status: 'succeeded', name: undefined }),
      refreshEvent({ operation: 'export', status: 'canceled', name: 'mail-list' }),
    ]);
    expect(await statuses()).toEqual([
      ['Data source', 'crm-contacts', 'failed'],
      ['Exports', 'mail-list', 'canceled'],
      ['Full refresh', undefined, 'failed'],
      ['Match', undefined, 'succeeded'],
      ['Unification', undefined, 'failed'],
    ]);
    expect((await report()).processes[0]).toMatchObject({ errorCode: 'timeout', errorMessage: 'Too slow.' });
    expect((await report()).failedCount).toBe(3);
  });

  test('drops the error of a data source after a later successful run', async () => {
    await world.receive('refresh-status', refreshEvent({ error: { message: 'Too slow.' } }));
    const later = { status: 'succeeded', runId: 'job-8', endedAt: '2026-11-20T03:00:00Z' };
    await world.receive('refresh-status', refreshEvent(later));
    expect(JSON.stringify(await report())).not.toContain('Too slow');
  });

  test('ignores a late report of an earlier run', async () => {
    const match = { operation: 'match', name: undefined };
    await world.receive('refresh-status', refreshEvent({ ...match, endedAt: '2026-11-20T03:00:00Z' }));
    await world.receive('refresh-status', refreshEvent({ ...match, status: 'succeeded' }));
    expect(await statuses()).toEqual([['Match', undefined, 'failed']]);
  });

  test('leaves out a run that has not ended', async () => {
    await world.receive('refresh-status', refreshEvent({ operation: 'match', status: 'running' }));
    await world.receive('metric-change', sampleEvent(1));
    expect(await statuses()).toEqual([]);
  });

  test('shows a failed segmentation until the segment has a newer member count', async () => {
    await world.receive('refresh-status', segmentation('Failure', '2026-11-20T02:00:00Z'));
    expect(await statuses()).toEqual([['Segments', 'high-value', 'failed']]);
    await world.receive('refresh-status', segmentation('Successful', '2026-11-20T03:00:00Z', { entityCount: 7 }));
    expect(await report()).toMatchObject({ processes: [], segments: [{ name: 'high-value', value: 7 }] });
    await world.receive('refresh-status', segmentation('Failure', '2026-11-20T04:00:00Z'));
    expect(await statuses()).toEqual([['Segments', 'high-value', 'failed']]);
  });

  test('shows a single unification even when its events carry different names', async () => {
    const unified = (name: string | undefined, status: string, hour: number) =>
      refreshEvent({ operation: 'merge', name, status, runId: `job-${hour}`, endedAt: `2026-11-20T0${hour}:00:00Z` });
    await world.receive('refresh-status', unified('U', 'failed', 1));
    await world.receive('refresh-status', unified(undefined, 'succeeded', 2));
    expect(await statuses()).toEqual([['Unification', undefined, 'succeeded']]);
  });

  test('leaves out deleted data sources', async () => {
    await world.receive('refresh-status', [refreshEvent(), refreshEvent({ name: 'erp', status: 'deleted' })]);
    expect(await statuses()).toEqual([['Data source', 'crm-contacts', 'failed']]);
  });

  test('matches its published schema and sorts segments by name', async () => {
    await world.receive('refresh-status', refreshEvent({ startedAt: '2026-11-20T02:00:00Z', submission: 'manual' }));
    await world.receive('metric-change', [
      sampleEvent(1, { name: 'b' }),
      sampleEvent(2, { name: 'a' }),
      sampleEvent(3, { metricType: 'measure', name: 'margin' }),
    ]);
    const answered = JSON.parse(JSON.stringify(await report()));
    expect(statusReportSchema.strict().parse(answered)).toEqual(answered);
    expect(answered.segments.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
  });

  test('is answered with 404 for an environment that only subscriptions have named', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    await expect(report()).rejects.toMatchObject({ status: 404, target: 'environmentId' });
  });
});

describe('reading one item by name', () => {
  test('returns a data source with the status, run id and error of its last run', async () => {
    await world.receive('refresh-status', refreshEvent({ error: { message: 'Too slow.' }, submission: 'manual' }));
    expect(await getDataSource(world.deps, 'contoso', 'crm-contacts')).toMatchObject({
      name: 'crm-contacts',
      lastStatus: 'failed',
      runId: 'job-7',
      submission: 'manual',
      errorMessage: 'Too slow.',
    });
  });

  test('returns a segment with its value, but not as a measure', async () => {
    await world.receive('metric-change', sampleEvent(5));
    const segments = { environmentId: 'contoso', metricType: 'segment' as const };
    expect(await getMetric(world.deps, segments, 'high-value')).toMatchObject({ name: 'high-value', value: 5 });
    const measure = getMetric(world.deps, { ...segments, metricType: 'measure' }, 'high-value');
    await expect(measure).rejects.toMatchObject({ status: 404, target: 'name' });
  });

  test('answers 404 for a data source of another environment', async () => {
    await world.receive('refresh-status', refreshEvent());
    await expect(getDataSource(world.deps, 'fabrikam', 'crm-contacts')).rejects.toMatchObject({ status: 404 });
  });
});
