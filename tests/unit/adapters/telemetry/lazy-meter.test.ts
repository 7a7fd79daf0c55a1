import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLazyMeter, type MetricSink } from '../../../../shared/adapters/telemetry/lazy-meter.ts';
import type { Measurement } from '../../../../shared/adapters/telemetry/measurements.ts';
import { eventually } from '../../../support/eventually.ts';

const one: Measurement = { metric: 'insight_triggers.firings', value: 1, dimensions: {} };

let recorded: Measurement[];
let opened: number;
let flushed: number;

const open = async (): Promise<MetricSink> => {
  opened += 1;
  return {
    record: (measurement) => void recorded.push(measurement),
    flush: async () => {
      flushed += 1;
    },
  };
};

beforeEach(() => {
  recorded = [];
  [opened, flushed] = [0, 0];
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the meter', () => {
  test('opens its sink after the first measurement, once, and keeps what is measured until then', async () => {
    const meter = createLazyMeter(open, 1);
    meter.measure([one]);
    meter.measure([one, one]);
    expect([opened, recorded.length]).toEqual([0, 0]);
    await eventually('the measurements in the sink', () => recorded.length > 0);
    meter.measure([one]);
    expect([opened, recorded.length]).toEqual([1, 4]);
  });

  test('flushes its sink when there is one', async () => {
    const meter = createLazyMeter(open, 1);
    await meter.flush();
    expect([opened, flushed]).toEqual([0, 0]);
    meter.measure([one]);
    await eventually('a flush of the sink', async () => {
      await meter.flush();
      return flushed > 0;
    });
  });

  test('keeps at most 10,000 measurements for a sink that is not there yet', async () => {
    const meter = createLazyMeter(open, 1);
    meter.measure(Array(10_500).fill(one));
    await eventually('the measurements in the sink', () => recorded.length > 0);
    expect(recorded).toHaveLength(10_000);
  });

  test('that has no sink to open says so and stops nothing', async () => {
    const said = jest.spyOn(console, 'error').mockImplementation(() => {});
    const meter = createLazyMeter(() => Promise.reject(new Error('no exporter')), 1);
    meter.measure([one]);
    await eventually('a line', () => said.mock.calls.length > 0);
    meter.measure([one]);
    await meter.flush();
    expect(said).toHaveBeenCalledTimes(1);
  });
});
