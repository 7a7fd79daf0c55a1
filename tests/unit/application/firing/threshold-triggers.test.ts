import { beforeEach, describe, expect, test } from '@jest/globals';
import { sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const segment = { segment: 'high-value', threshold: 1000 };

describe('a threshold trigger', () => {
  test.each<[rule: string, values: (number | string)[], fires: number[]]>([
    ['fires when the value rises from below to above', [998, 1203], [1203]],
    ['does not fire when the value rises to the threshold exactly', [998, 1000], []],
    ['fires when the value rises from the threshold to above it', [1000, 1001], [1001]],
    ['takes the first value as the baseline and does not fire', [1203], []],
    ['does not fire again while the value stays above', [998, 1203, 1500], [1203]],
    ['fires again after the value came back to the threshold', [998, 1203, 1000, 1001], [1203, 1001]],
    ['does not fire when the value falls below', [1203, 998], []],
    ['reads a value that is decimal text as its number', ['998', '1203'], [1203]],
  ])('%s', async (_rule, values, fires) => {
    await world.subscribe('segment-threshold-crossed', segment);
    for (const value of values) await world.receive('metric-change', sampleEvent(value));
    expect(world.payloads().map(({ value }) => value)).toEqual(fires);
  });

  test('fires for the first value when the event brings a previous value below the threshold', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', sampleEvent(1203, { previousValue: 998 }));
    expect(world.payloads()).toMatchObject([{ value: 1203, previousValue: 998, threshold: 1000, sequence: 1 }]);
  });

  test('ignores a late sample, which neither fires nor changes the baseline', async () => {
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

  test('applies the samples of one message in the order of their times', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const [first, second, third] = [sampleEvent(990), sampleEvent(1200), sampleEvent(900)];
    await world.receive('metric-change', [third, second, first]);
    expect(world.payloads()).toMatchObject([{ value: 1200, previousValue: 990 }]);
  });

  test('sends a webhook with its own threshold for each crossed threshold of one firing', async () => {
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

  test('supports negative and fractional thresholds of a measure', async () => {
    const measure = { metricType: 'measure', name: 'margin' };
    await world.subscribe('measure-threshold-crossed', { measure: 'margin', threshold: -0.5 });
    await world.receive('metric-change', [sampleEvent(-0.75, measure), sampleEvent('-0.25', measure)]);
    expect(world.payloads()).toMatchObject([
      { measureName: 'margin', previousValue: -0.75, value: -0.25, threshold: -0.5 },
    ]);
  });

  test('fires for the member count in a segmentation WorkflowEvent record', async () => {
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

  test('uses the baseline from before the subscription and sends no past crossing', async () => {
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200)]);
    await world.subscribe('segment-threshold-crossed', segment);
    expect(world.arrived).toHaveLength(0);
    await world.receive('metric-change', [sampleEvent(950), sampleEvent(1100)]);
    expect(world.payloads()).toMatchObject([{ value: 1100, previousValue: 950 }]);
  });
});
