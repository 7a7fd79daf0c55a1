import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDataSources } from '../../../shared/application/environments/data-sources.ts';
import { listEnvironments } from '../../../shared/application/environments/list-environments.ts';
import { listMetrics } from '../../../shared/application/environments/metrics.ts';
import { publishEvents } from '../../../shared/application/events/publish-events.ts';
import { listDeadLetters } from '../../../shared/application/operator/dead-letters.ts';
import { refreshEvent, sampleEvent } from '../../support/event-builders.ts';
import { World } from '../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const segments = async () =>
  (await listMetrics(world.deps, { environmentId: 'contoso', metricType: 'segment' }, {})).value;

describe('pick-lists', () => {
  test('environments are those that events have named', async () => {
    await world.receive('refresh-status', refreshEvent());
    await world.receive('metric-change', sampleEvent(1, { environmentId: 'fabrikam' }));
    const names = (await listEnvironments(world.deps, {})).value.map(({ displayName }) => displayName);
    expect(names.toSorted()).toEqual(['contoso', 'fabrikam']);
  });

  test.each<[rule: string, receive: () => Promise<unknown>]>([
    ['a run', () => world.receive('refresh-status', refreshEvent())],
    ['a run that fires nothing', () => world.receive('refresh-status', refreshEvent({ operation: 'match' }))],
    ['a sample', () => world.receive('metric-change', sampleEvent(1))],
  ])('an environment that was only subscribed to is listed from %s on', async (_rule, receive) => {
    const names = async () => (await listEnvironments(world.deps, {})).value.map(({ environmentId }) => environmentId);
    await world.subscribe('data-source-refresh-failed', {});
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1 });
    expect(await names()).toEqual([]);
    await receive();
    await world.subscribe('full-refresh-completed', {});
    expect(await names()).toEqual(['contoso']);
  });

  test('a data source shows how its last run ended, even a run that fires nothing', async () => {
    const list = async () => (await listDataSources(world.deps, 'contoso', {})).value;
    await world.receive('refresh-status', refreshEvent());
    expect(await list()).toEqual([
      { name: 'crm-contacts', displayName: 'crm-contacts', lastStatus: 'failed', lastEndedAt: '2026-11-20T02:14:09Z' },
    ]);
    const later = { status: 'canceled', runId: 'job-8', endedAt: '2026-11-20T03:00:00Z', displayName: 'CRM contacts' };
    await world.receive('refresh-status', refreshEvent(later));
    expect(await list()).toMatchObject([{ displayName: 'CRM contacts', lastStatus: 'canceled' }]);
  });

  test('a data source that was deleted is listed no more', async () => {
    await world.receive('refresh-status', refreshEvent());
    const later = { status: 'deleted', runId: 'job-8', endedAt: '2026-11-20T03:00:00Z' };
    await world.receive('refresh-status', refreshEvent(later));
    expect((await listDataSources(world.deps, 'contoso', {})).value).toEqual([]);
  });

  test('a late report of a data source does not hide a later run', async () => {
    await world.receive('refresh-status', refreshEvent({ endedAt: '2026-11-20T03:00:00Z' }));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-6', status: 'succeeded' }));
    expect((await listDataSources(world.deps, 'contoso', {})).value).toMatchObject([{ lastStatus: 'failed' }]);
  });

  test('a segment shows its last value and the name that people see', async () => {
    await world.receive('metric-change', [sampleEvent(1, { displayName: 'High value' }), sampleEvent(2)]);
    expect(await segments()).toMatchObject([{ name: 'high-value', displayName: 'High value', value: 2 }]);
  });

  test('a segment that is only subscribed to is not listed, and a measure never among segments', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'unseen', threshold: 1 });
    await world.receive('metric-change', sampleEvent(1, { metricType: 'measure', name: 'margin' }));
    expect(await segments()).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('is a dead letter with its reason and original, and its neighbours still count', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    const tally = await world.receive('refresh-status', [
      refreshEvent(),
      { ...refreshEvent({ runId: 'job-8' }), status: 'exploded' },
    ]);
    expect(tally).toMatchObject({ fires: 1, deadLettered: 1 });
    const { value } = await listDeadLetters(world.deps, { source: 'event' });
    expect(value).toMatchObject([
      {
        source: 'event',
        code: 'invalid-event',
        queue: 'refresh-status',
        reason: expect.stringContaining('[1].status'),
      },
    ]);
    expect(JSON.parse(value[0]?.source === 'event' ? value[0].original : '')).toMatchObject({ status: 'exploded' });
  });

  test('is one dead letter however often the message is delivered', async () => {
    await world.receive('refresh-status', 'no json at all');
    await world.receive('refresh-status', 'no json at all');
    expect((await listDeadLetters(world.deps, {})).value).toMatchObject([
      { code: 'not-json', original: 'no json at all' },
    ]);
  });

  test.each([null, 'NaN', '1e999'])('a metric value of %j is a dead letter and changes no baseline', async (value) => {
    await world.receive('metric-change', sampleEvent(5));
    expect(await world.receive('metric-change', sampleEvent(value))).toMatchObject({ deadLettered: 1, applied: 0 });
    expect(await segments()).toMatchObject([{ value: 5 }]);
  });

  test('a measure with dimensions is ignored with a counted reason', async () => {
    const dimensional = sampleEvent(5, { metricType: 'measure', dimensions: ['country'] });
    expect((await world.receive('metric-change', dimensional)).ignored).toEqual({ 'measure-with-dimensions': 1 });
  });

  test('an operation that is not known is ignored with a counted reason', async () => {
    expect((await world.receive('refresh-status', refreshEvent({ operation: 'teleport' }))).ignored).toEqual({
      'operation-not-known': 1,
    });
  });
});

describe('posting events', () => {
  test('queues the whole message as it came', async () => {
    const text = JSON.stringify([refreshEvent(), refreshEvent({ runId: 'job-8' })]);
    expect(await publishEvents(world.deps, 'refresh-status', text)).toEqual({ accepted: 2 });
    expect(world.published).toEqual([{ queue: 'refresh-status', text }]);
  });

  test('names every fault by index and field, and then queues nothing', async () => {
    const text = JSON.stringify([refreshEvent(), refreshEvent({ status: 'x', runId: '' })]);
    await expect(publishEvents(world.deps, 'refresh-status', text)).rejects.toMatchObject({
      status: 400,
      target: '[1].status',
      details: [{ target: '[1].status' }, { target: '[1].runId' }],
    });
    expect(world.published).toEqual([]);
  });

  test('48 KiB are taken and a byte more is not', async () => {
    const filler = (bytes: number) =>
      JSON.stringify({ ...refreshEvent(), note: '' }).replace('"note":""', `"note":"${'x'.repeat(bytes)}"`);
    const room = 48 * 1024 - Buffer.byteLength(filler(0));
    await publishEvents(world.deps, 'refresh-status', filler(room));
    await expect(publishEvents(world.deps, 'refresh-status', filler(room + 1))).rejects.toMatchObject({ status: 413 });
  });
});
