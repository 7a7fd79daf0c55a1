import { describe, expect, test } from '@jest/globals';
import { crossingOf, decideSample } from '../../../shared/domain/decide-sample.ts';
import { crosses, decideInOrder, type SampleParts, sample } from './support/samples.ts';

/** Whether the second of two values fires for the threshold. */
function fires(previous: number, value: number, threshold: number): boolean {
  const { decisions } = decideInOrder([
    sample({ value: previous, at: '2026-11-20T02:20:00Z', eventId: 'm-1' }),
    sample({ value, at: '2026-11-20T02:30:00Z', eventId: 'm-2' }),
  ]);
  return crosses(decisions[1], threshold);
}

describe('a threshold is crossed only if previous <= threshold < value:', () => {
  test.each<[rule: string, previous: number, value: number, threshold: number, fires: boolean]>([
    ['from below to above', 99, 101, 100, true],
    ['from equality to above', 100, 101, 100, true],
    ['from below to equality', 99, 100, 100, false],
    ['from equality to equality', 100, 100, 100, false],
    ['from just below to just above', 99.99, 100.01, 100, true],
    ['from just above to far above', 100.01, 250, 100, false],
    ['from above to below', 101, 99, 100, false],
    ['from above to equality', 101, 100, 100, false],
    ['staying above', 250, 250, 100, false],
    ['staying below', 10, 20, 100, false],
    ['a threshold of 0 from 0', 0, 1, 0, true],
    ['a threshold of 0 from -1 to 0', -1, 0, 0, false],
    ['a negative threshold', -101, -99, -100, true],
    ['a negative threshold from equality', -100, -99.5, -100, true],
    ['a threshold between 0.1 and 0.3', 0.1, 0.3, 0.2, true],
    [
      'a threshold between values that differ in the 15th digit',
      0.123456789012344,
      0.123456789012346,
      0.123456789012345,
      true,
    ],
    [
      'a value equal to the threshold in the 15th digit',
      0.123456789012344,
      0.123456789012345,
      0.123456789012345,
      false,
    ],
    ['a threshold of 2^53 - 1', 2 ** 53 - 1, 2 ** 53, 2 ** 53 - 1, true],
  ])('%s (from %d to %d, threshold %d, fires: %s)', (_rule, previous, value, threshold, expected) => {
    expect(fires(previous, value, threshold)).toBe(expected);
  });

  test('and again only after the value came back to the threshold or below', () => {
    const values = [90, 110, 105, 120, 100, 101, 99, 100.5];
    const samples = values.map((value, index) =>
      sample({ value, eventId: `m-${index}`, at: `2026-11-20T02:2${index}:00Z` }),
    );
    const firing = decideInOrder(samples).decisions.map((decision) => crosses(decision, 100));
    expect(firing).toEqual([false, true, false, false, false, true, false, true]);
  });
});

describe('the first value of a metric', () => {
  test.each<[rule: string, parts: SampleParts, rise: unknown]>([
    ['becomes the baseline and fires nothing', { value: 250 }, undefined],
    ['fires when the event brings a lower previous value', { value: 250, previousValue: 50 }, { from: 50, to: 250 }],
    ['fires from a previous value of 0', { value: 250, previousValue: 0 }, { from: 0, to: 250 }],
    ['does not fire when the previous value is equal', { value: 250, previousValue: 250 }, undefined],
    ['does not fire when the previous value is higher', { value: 250, previousValue: 251 }, undefined],
  ])('%s', (_rule, parts, rise) => {
    const decision = decideSample(undefined, sample(parts));
    expect(decision).toMatchObject({ outcome: 'applied', baseline: { value: 250, eventId: 'm-1' } });
    expect('rise' in decision ? decision.rise : undefined).toEqual(rise);
  });

  test('is the only one for which the previous value of an event counts', () => {
    const { decisions } = decideInOrder([
      sample({ value: 200, eventId: 'm-1' }),
      sample({ value: 250, previousValue: 50, eventId: 'm-2' }),
      sample({ value: 240, previousValue: 50, eventId: 'm-3' }),
    ]);
    expect(decisions[1]).toMatchObject({ rise: { from: 200, to: 250 } });
    expect(decisions[2]).not.toHaveProperty('rise');
  });
});

describe('a metric event compared with the stored (evaluatedAt, eventId)', () => {
  const stored = { at: '2026-11-20T02:20:00.1234567Z', eventId: 'm-5', value: 1 };

  test.each<[rule: string, parts: SampleParts, outcome: string]>([
    ['applies when its time is later', { at: '2026-11-20T02:20:01Z' }, 'applied'],
    ['is late when its time is earlier', { at: '2026-11-20T02:20:00Z' }, 'late'],
    [
      'applies when its time is later, even with a smaller event id',
      { at: '2026-11-20T02:20:01Z', eventId: 'a' },
      'applied',
    ],
    [
      'is late when its time is earlier, even with a greater event id',
      { at: '2026-11-20T02:19:59Z', eventId: 'z' },
      'late',
    ],
    [
      'applies when its time is later by one tick of the seventh digit',
      { at: '2026-11-20T02:20:00.1234568Z' },
      'applied',
    ],
    [
      'is late when its time is earlier by one tick of the seventh digit',
      { at: '2026-11-20T02:20:00.1234566Z' },
      'late',
    ],
    ['applies at the same time with a greater event id', { eventId: 'm-6' }, 'applied'],
    ['is late at the same time with a smaller event id', { eventId: 'm-4' }, 'late'],
    ['is a duplicate at the same time with the same event id', {}, 'duplicate'],
    ['is a duplicate at the same time with the same event id, even with another value', { value: 7 }, 'duplicate'],
    [
      'is a duplicate when the same time is written at another offset',
      { at: '2026-11-20T04:20:00.1234567+02:00' },
      'duplicate',
    ],
    [
      'applies when its time is later, even with the same event id',
      { at: '2026-11-20T02:21:00Z', eventId: 'm-5' },
      'applied',
    ],
  ])('%s', (_rule, parts, outcome) => {
    const { decisions } = decideInOrder([sample(stored), sample({ ...stored, value: 9, ...parts })]);
    expect(decisions[1]?.outcome).toBe(outcome);
  });

  test.each<[rule: string, parts: SampleParts]>([
    ['a duplicate', { ...stored, value: 1000 }],
    ['a late event', { ...stored, value: 1000, at: '2026-11-20T02:00:00Z' }],
  ])('changes nothing and fires nothing when it is %s', (_rule, parts) => {
    const { decisions, baseline } = decideInOrder([sample(stored), sample(parts)]);
    expect(baseline?.value).toBe(1);
    expect(crosses(decisions[1], 100)).toBe(false);
  });

  test('becomes the baseline when it applies, even when its value falls or stays', () => {
    for (const value of [0.5, 1, 2])
      expect(decideInOrder([sample(stored), sample({ ...stored, eventId: 'm-6', value })]).baseline).toEqual({
        value,
        evaluatedAt: '2026-11-20T02:20:00.1234567Z',
        eventId: 'm-6',
      });
  });
});

describe('the facts of a threshold crossing', () => {
  const rise = { from: 998, to: 1203 };
  const common = { value: 1203, previousValue: 998, evaluatedAt: '2026-11-20T02:20:00.5Z', runId: 'job-7' };
  const parts = { name: 'n', displayName: 'N', runId: 'job-7', at: '2026-11-20T02:20:00.5Z' };

  test('of a segment have the type segment-threshold-crossed and the names of the segment', () => {
    const segment = sample({ ...parts, metricType: 'segment' });
    expect(crossingOf(segment, rise)).toEqual({
      triggerType: 'segment-threshold-crossed',
      facts: { segmentName: 'n', segmentDisplayName: 'N', ...common },
    });
  });

  test('of a measure have the type measure-threshold-crossed and the names of the measure', () => {
    const measure = sample({ ...parts, metricType: 'measure' });
    expect(crossingOf(measure, rise)).toEqual({
      triggerType: 'measure-threshold-crossed',
      facts: { measureName: 'n', measureDisplayName: 'N', ...common },
    });
  });
});
