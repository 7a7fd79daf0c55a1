import { describe, expect, test } from '@jest/globals';
import { readBenchArguments } from '../../bench/arguments.ts';
import { excess, passes, repeated } from '../../bench/figure.ts';
import { figureText, reportJson, rounded } from '../../bench/report.ts';

const value = (measured: number, target: { most: number } | { least: number }) => ({
  name: 'requests',
  unit: 'count',
  value: measured,
  target,
});

describe('a value of the bench', () => {
  test.each([
    [2, { most: 2 }, true],
    [3, { most: 2 }, false],
    [0.7, { least: 0.7 }, true],
    [0.69, { least: 0.7 }, false],
  ])('of %d with the target %j passes: %p', (measured, target, expected) => {
    expect(passes(value(measured, target))).toBe(expected);
  });

  test('without a target neither passes nor misses', () => {
    expect(passes({ name: 'rate', unit: '/s', value: 5 })).toBeUndefined();
  });

  test('that was measured repeatedly is the median, with its spread', () => {
    expect(repeated('rate', [3, 9, 4], { unit: '/s', target: { least: 4 } })).toEqual({
      name: 'rate',
      unit: '/s',
      value: 4,
      spread: { least: 3, most: 9 },
      target: { least: 4 },
    });
  });

  test.each([
    ['all within it', [18, 19, 32], 0, true],
    ['one beyond it', [18, 35, 33], 3, false],
  ])('of a bound is how far the largest exceeds it: %s', (_, measured, expected, isKept) => {
    const value = excess('connections', measured, 32);
    expect([value, passes(value)]).toEqual([
      { name: 'connections beyond 32', unit: 'count', value: expected, target: { most: 0 } },
      isKept,
    ]);
  });

  test.each([
    [1_234_567, '1,234,567'],
    [0.0123456, '0.0123'],
    [123.456, '123'],
    [2, '2'],
  ])('of %d is shown as %s', (measured, expected) => {
    expect(rounded(measured)).toBe(expected);
  });
});

describe('the report of the bench', () => {
  const measured = { id: 'requests', title: 'Requests', seconds: 1, values: [value(3, { most: 2 })] };

  test('shows each value with its target and its verdict', () => {
    expect(figureText(measured)).toMatch(/^Requests \(1 s\)\n {2}requests +3 +≤ 2 +miss$/);
  });

  test('as JSON has the verdict of each value', () => {
    expect(JSON.parse(reportJson({ node: '24' }, [measured]))).toMatchObject({
      machine: { node: '24' },
      figures: [{ id: 'requests', values: [{ value: 3, target: { most: 2 }, verdict: 'miss' }] }],
    });
  });
});

describe('the arguments of the bench', () => {
  const all = [{ id: 'requests' }, { id: 'latency' }, { id: 'sweep' }];

  test('choose all figures as text when there are none', () => {
    expect(readBenchArguments([], all)).toEqual({ isJson: false, figures: all });
  });

  test('choose single figures in their own order', () => {
    const { isJson, figures } = readBenchArguments(['--json', '--only', 'sweep', '--only', 'requests'], all);
    expect([isJson, figures]).toEqual([true, [{ id: 'requests' }, { id: 'sweep' }]]);
  });

  test('that name an unknown figure are refused with the names of all figures', () => {
    expect(() => readBenchArguments(['--only', 'speed'], all)).toThrow(
      "there is no figure 'speed'; expected --json or --only <figure>, one of requests, latency, sweep",
    );
  });

  test('that are unknown are refused', () => {
    expect(() => readBenchArguments(['--fast'], all)).toThrow("Unknown option '--fast'; expected --json or --only");
  });
});
