import { beforeEach, describe, expect, test } from '@jest/globals';
import { sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const segment = { segment: 'high-value', threshold: 1000 };

describe('crossing above a threshold', () => {
  test.each<[rule: string, values: (number | string)[], fires: number[]]>([
    ['from below to above fires', [998, 1203], [1203]],
    ['equality is not above', [998, 1000], []],
    ['from equality to above fires', [1000, 1001], [1001]],
    ['the first value is a baseline and fires nothing', [1203], []],
    ['staying above fires nothing more', [998, 1203, 1500], [1203]],
    ['it re-arms by coming back to the threshold', [998, 1203, 1000, 1001], [1203, 1001]],
    ['falling fires nothing', [1203, 998], []],
    ['decimal text counts as its number', ['998', '1203'], [1203]],
  ])('%s', async (_rule, values, fires) => {
    await world.subscribe('segment-threshold-crossed', segment);
    for (const value of values) await world.receive('metric-change', sampleEvent(value));
    expect(world.payloads().map(({ value }) => value)).toEqual(fires);
  });

  test('the first value fires when the event itself brings the value before it', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', sampleEvent(1203, { previousValue: 998 }));
    expect(world.payloads()).toMatchObject([{ value: 1203, previousValue: 998, threshold: 1000, sequence: 1 }]);
  });

  test('a late sample changes nothing and fires nothing', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', sampleEvent(998, { evaluatedAt: '2026-11-20T05:00:00Z' }));
    const late = await world.receive(
      'metric-change',
      sampleEvent(1203, { evaluatedAt: '2026-11-20T04:59:59.9999999Z' }),
    );
    expect(late).toMatchObject({ late: 1, fires: 0 });
    await world.receive('metric-change', sampleEvent(1100, { evaluatedAt: '2026-11-20T06:00:00Z' }));
    expect(world.payloads()).toMatchObject([{ value: 1100, previousValue: 998 }]);
  });

  test('samples of one message apply in the order of their times', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const [first, second, third] = [sampleEvent(990), sampleEvent(1200), sampleEvent(900)];
    await world.receive('metric-change', [third, second, first]);
    expect(world.payloads()).toMatchObject([{ value: 1200, previousValue: 990 }]);
  });

  test('each crossed threshold gets its own webhook, with its own threshold, on the same firing', async () => {
    for (const threshold of [900, 1000, 1100, 1300]) {
      await world.subscribe('segment-threshold-crossed', {
        segment: 'high-value',
        threshold,
        callbackUrl: `https://flow.example/${threshold}`,
      });
    }
    await world.receive('metric-change', [sampleEvent(950), sampleEvent(1203)]);
    expect(world.payloads().map(({ threshold }) => threshold)).toEqual([1000, 1100]);
    expect(new Set(world.payloads().map(({ firingId }) => firingId)).size).toBe(1);
  });

  test('a measure crosses negative and fractional thresholds', async () => {
    const measure = { metricType: 'measure', name: 'margin' };
    await world.subscribe('measure-threshold-crossed', { measure: 'margin', threshold: -0.5 });
    await world.receive('metric-change', [sampleEvent(-0.75, measure), sampleEvent('-0.25', measure)]);
    expect(world.payloads()).toMatchObject([
      { measureName: 'margin', previousValue: -0.75, value: -0.25, threshold: -0.5 },
    ]);
  });

  test('the member count of a published segmentation task crosses like any other', async () => {
    const task = (entityCount: number, hour: number) =>
      workflowRecord('Segmentation.TaskCompleted', {
        properties: {
          identifier: 'high-value',
          workflowJobId: `job-${hour}`,
          endTimestamp: `2026-11-20T0${hour}:00:00Z`,
          additionalInfo: { entityCount },
        },
      });
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('refresh-status', { records: [task(998, 1), task(1203, 2)] });
    expect(world.payloads()).toMatchObject([
      { segmentName: 'high-value', value: 1203, previousValue: 998, runId: 'job-2' },
    ]);
  });

  test('a subscription uses the baseline from before it was made, and gets nothing of the past', async () => {
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200)]);
    await world.subscribe('segment-threshold-crossed', segment);
    expect(world.arrived).toHaveLength(0);
    await world.receive('metric-change', [sampleEvent(950), sampleEvent(1100)]);
    expect(world.payloads()).toMatchObject([{ value: 1100, previousValue: 950 }]);
  });
});
