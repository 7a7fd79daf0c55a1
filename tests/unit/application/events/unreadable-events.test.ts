import { beforeEach, describe, expect, test } from '@jest/globals';
import { listMetrics } from '../../../../shared/application/environments/read-metrics.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const segments = async () =>
  (await listMetrics(world.deps, { environmentId: 'contoso', metricType: 'segment' }, {})).value;

describe('an unreadable event', () => {
  test('becomes a dead letter with reason and original, and its neighbours are still handled', async () => {
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
    expect(JSON.parse(value[0]?.original ?? '')).toMatchObject({ status: 'exploded' });
  });

  test('makes one dead letter even when its message arrives twice', async () => {
    await world.receive('refresh-status', 'no json at all');
    await world.receive('refresh-status', 'no json at all');
    expect((await listDeadLetters(world.deps, {})).value).toMatchObject([
      { code: 'not-json', original: 'no json at all' },
    ]);
  });

  test.each([null, 'NaN', '1e999'])(
    'with the metric value %j becomes a dead letter and changes no baseline',
    async (value) => {
      await world.receive('metric-change', sampleEvent(5));
      expect(await world.receive('metric-change', sampleEvent(value))).toMatchObject({ deadLettered: 1, applied: 0 });
      expect(await segments()).toMatchObject([{ value: 5 }]);
    },
  );
});

describe('an ignored event', () => {
  test('is counted with its reason: a measure with dimensions', async () => {
    const dimensional = sampleEvent(5, { metricType: 'measure', dimensions: ['country'] });
    expect((await world.receive('metric-change', dimensional)).ignored).toEqual({ 'measure-with-dimensions': 1 });
  });

  test('is counted with its reason: an unknown operation', async () => {
    expect((await world.receive('refresh-status', refreshEvent({ operation: 'teleport' }))).ignored).toEqual({
      'operation-not-known': 1,
    });
  });
});
