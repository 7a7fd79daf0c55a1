import { describe, expect, test } from '@jest/globals';
import { CONNECTIONS, createLimit } from '../../../../shared/adapters/storage/connections.ts';

describe('limit of storage requests', () => {
  test('runs all calls in the order in which they come, and no more than the limit at the same time', async () => {
    const limit = createLimit(3);
    const started: number[] = [];
    let [running, most] = [0, 0];
    const work = (index: number) => async () => {
      started.push(index);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return index;
    };
    const indexes = Array.from({ length: 50 }, (_, index) => index);
    expect(await Promise.all(indexes.map((index) => limit(work(index))))).toEqual(indexes);
    expect([started, most, running]).toEqual([indexes, 3, 0]);
  });

  test('a request that fails makes room for the next one', async () => {
    const limit = createLimit(1);
    const failing = limit(async () => Promise.reject(new Error('away')));
    const next = limit(async () => 'answer');
    await expect(failing).rejects.toThrow('away');
    expect(await next).toBe('answer');
  });

  test('a process leaves three of its 32 connections to health probes', () => {
    const used = Object.values(CONNECTIONS).reduce((sum, count) => sum + count, 0);
    expect(used).toBe(29);
  });
});
