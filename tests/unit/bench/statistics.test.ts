import { describe, expect, test } from '@jest/globals';
import { median, quantile, spreadOf } from '../../bench/statistics.ts';

describe('the median', () => {
  test('is the value in the middle, in whatever order the values come', () => {
    expect(median([30, 10, 20])).toBe(20);
  });

  test('is the mean of the two values in the middle of an even number of them', () => {
    expect(median([40, 10, 20, 30])).toBe(25);
  });

  test('of no value is refused', () => {
    expect(() => median([])).toThrow('a quantile needs at least one value');
  });
});

test.each([
  [0.5, 50],
  [0.99, 99],
  [1, 100],
  [0, 1],
])('the quantile %d of the numbers from 1 to 100 is %d', (part, expected) => {
  const numbers = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(quantile(numbers, part)).toBe(expected);
});

test('the spread reaches from the least to the most', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ least: 1, most: 3 });
});
