import { describe, expect, test } from '@jest/globals';
import { runMany } from '../../../console/parts/run-many.ts';

describe('doing the same with many items', () => {
  const items = Array.from({ length: 20 }, (_, number) => number);
  const nothing = () => {};

  test('does it with each item, four at a time, and tells how many are finished', async () => {
    let running = 0;
    let most = 0;
    const progress: number[] = [];
    const action = async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    const { done, faults } = await runMany(items, action, (finished) => progress.push(finished));
    expect([done.toSorted((one, other) => one - other), faults]).toEqual([items, []]);
    expect(most).toBe(4);
    expect(progress).toEqual(items.map((number) => number + 1));
  });

  test('goes on after two faults, and tells with which items it is done', async () => {
    const action = async (item: number) => {
      if (item < 2) throw new Error(`no ${item}`);
    };
    const { done, faults } = await runMany(items, action, nothing);
    expect(done).toHaveLength(18);
    expect(faults).toEqual([new Error('no 0'), new Error('no 1')]);
  });

  test('begins no other item after the third fault', async () => {
    const begun: number[] = [];
    const action = async (item: number) => {
      begun.push(item);
      await Promise.resolve();
      throw new Error('no');
    };
    const { done, faults } = await runMany(items, action, nothing);
    expect(done).toEqual([]);
    expect(faults.length).toBe(begun.length);
    expect(begun.length).toBeLessThanOrEqual(6);
  });
});
