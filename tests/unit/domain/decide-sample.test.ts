import { describe, expect, test } from '@jest/globals';
import { crossingOf, decideSample } from '../../../shared/domain/decide-sample.ts';
import { crosses, fold, type SampleParts, sample } from './support/samples.ts';

/** Whether the second of two values fires for the threshold. */
function fires(previous: number, value: number, threshold: number): boolean {
  const { decisions } = fold([
    sample({ value: previous, at: '2026-11-20T02:20:00Z', eventId: 'm-1' }),
    sample({ value, at: '2026-11-20T02:30:00Z', eventId: 'm-2' }),
  ]);
  return crosses(decisions[1], threshold);
}

describe('crossing above: fires iff previous <= threshold < value', () => {
  test.each<[rule: string, previous: number, value: number, threshold: number, fires: boolean]>([
    ['from below to above', 99, 101, 100, true],
    ['from equality to above', 100, 101, 100, true],
    ['from below to equality: equality is not above', 99, 100, 100, false],
    ['from equality to equality', 100, 100, 100, false],
    ['from just below to just above', 99.99, 100.01, 100, true],
    ['from just above to further above', 100.01, 250, 100, false],
    ['from above to below', 101, 99, 100, false],
    ['from above to equality', 101, 100, 100, false],
    ['staying above', 250, 250, 100, false],
    ['staying below', 10, 20, 100, false],
    ['a threshold of 0 from 0', 0, 1, 0, true],
    ['a threshold of 0 from minus 1 to 0', -1, 0, 0, false],
    ['a negative threshold', -101, -99, -100, true],
    ['a negative threshold from equality', -100, -99.5, -100, true],
    ['a threshold between 0.1 and 0.3', 0.1, 0.3, 0.2, true],
    ['a threshold that differs in the 15th digit', 0.123456789012344, 0.123456789012346, 0.123456789012345, true],
    ['equality in the 15th digit', 0.123456789012344, 0.123456789012345, 0.123456789012345, false],
    ['at 2^53', 2 ** 53 - 1, 2 ** 53, 2 ** 53 - 1, true],
  ])('%s', (_rule, previous, value, threshold, expected) => {
    expect(fires(previous, value, threshold)).toBe(expected);
  });

  test('a threshold re-arms by coming back to it, and not before', () => {
    const values = [90, 110, 105, 120, 100, 101, 99, 100.5];
    const samples = values.map((value, index) =>
      sample({ value, eventId: `m-${index}`, at: `2026-11-20T02:2${index}:00Z` }),
    );
    const firing = fold(samples).decisions.map((decision) => crosses(decision, 100));
    expect(firing).toEqual([false, true, false, false, false, true, false, true]);
  });
});

describe('the first value of a metric', () => {
  test.each<[rule: string, parts: SampleParts, rise: unknown]>([
    ['is a baseline and fires nothing', { value: 250 }, undefined],
    ['fires when the event brings a previous value below', { value: 250, previousValue: 50 }, { from: 50, to: 250 }],
    ['fires from a previous value of 0', { value: 250, previousValue: 0 }, { from: 0, to: 250 }],
    ['does not fire when the previous value is equal', { value: 250, previousValue: 250 }, undefined],
    ['does not fire when the previous value is above', { value: 250, previousValue: 251 }, undefined],
  ])('%s', (_rule, parts, rise) => {
    const decision = decideSample(undefined, sample(parts));
    expect(decision).toMatchObject({ outcome: 'applied', baseline: { value: 250, eventId: 'm-1' } });
    expect('rise' in decision ? decision.rise : undefined).toEqual(rise);
  });

  test('a previous value does not count once something is stored', () => {
    const { decisions } = fold([
      sample({ value: 200, eventId: 'm-1' }),
      sample({ value: 250, previousValue: 50, eventId: 'm-2' }),
      sample({ value: 240, previousValue: 50, eventId: 'm-3' }),
    ]);
    expect(decisions[1]).toMatchObject({ rise: { from: 200, to: 250 } });
    expect(decisions[2]).not.toHaveProperty('rise');
  });
});

describe('an event applies iff its (evaluatedAt, eventId) is greater than the stored one', () => {
  const stored = { at: '2026-11-20T02:20:00.1234567Z', eventId: 'm-5', value: 1 };

  test.each<[rule: string, parts: SampleParts, outcome: string]>([
    ['a later time applies', { at: '2026-11-20T02:20:01Z' }, 'applied'],
    ['an earlier time is late', { at: '2026-11-20T02:20:00Z' }, 'late'],
    ['a later time applies with a smaller event id', { at: '2026-11-20T02:20:01Z', eventId: 'a' }, 'applied'],
    ['an earlier time is late with a greater event id', { at: '2026-11-20T02:19:59Z', eventId: 'z' }, 'late'],
    ['one tick of the seventh digit later applies', { at: '2026-11-20T02:20:00.1234568Z' }, 'applied'],
    ['one tick of the seventh digit earlier is late', { at: '2026-11-20T02:20:00.1234566Z' }, 'late'],
    ['at the same time a greater event id applies', { eventId: 'm-6' }, 'applied'],
    ['at the same time a smaller event id is late', { eventId: 'm-4' }, 'late'],
    ['the same time and event id is a duplicate', {}, 'duplicate'],
    ['a duplicate is one even with another value', { value: 7 }, 'duplicate'],
    ['the same time at another offset is a duplicate', { at: '2026-11-20T04:20:00.1234567+02:00' }, 'duplicate'],
    ['the same event id at a later time applies', { at: '2026-11-20T02:21:00Z', eventId: 'm-5' }, 'applied'],
  ])('%s', (_rule, parts, outcome) => {
    const { decisions } = fold([sample(stored), sample({ ...stored, value: 9, ...parts })]);
    expect(decisions[1]?.outcome).toBe(outcome);
  });

  test.each<[rule: string, parts: SampleParts]>([
    ['a duplicate', { ...stored, value: 1000 }],
    ['a late event', { ...stored, value: 1000, at: '2026-11-20T02:00:00Z' }],
  ])('%s neither changes state nor fires', (_rule, parts) => {
    const { decisions, baseline } = fold([sample(stored), sample(parts)]);
    expect(baseline?.value).toBe(1);
    expect(crosses(decisions[1], 100)).toBe(false);
  });

  test('what applies becomes the baseline, also when it falls or stays', () => {
    for (const value of [0.5, 1, 2])
      expect(fold([sample(stored), sample({ ...stored, eventId: 'm-6', value })]).baseline).toEqual({
        value,
        evaluatedAt: '2026-11-20T02:20:00.1234567Z',
        eventId: 'm-6',
      });
  });
});

describe('what a crossing tells', () => {
  const rise = { from: 998, to: 1203 };
  const common = { value: 1203, previousValue: 998, evaluatedAt: '2026-11-20T02:20:00.5Z', runId: 'job-7' };
  const parts = { name: 'n', displayName: 'N', runId: 'job-7', at: '2026-11-20T02:20:00.5Z' };

  test('a segment fires segment-threshold-crossed with its names', () => {
    const segment = sample({ ...parts, metricType: 'segment' });
    expect(crossingOf(segment, rise)).toEqual({
      triggerType: 'segment-threshold-crossed',
      facts: { segmentName: 'n', segmentDisplayName: 'N', ...common },
    });
  });

  test('a measure fires measure-threshold-crossed with its names', () => {
    const measure = sample({ ...parts, metricType: 'measure' });
    expect(crossingOf(measure, rise)).toEqual({
      triggerType: 'measure-threshold-crossed',
      facts: { measureName: 'n', measureDisplayName: 'N', ...common },
    });
  });
});
