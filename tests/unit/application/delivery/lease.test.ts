import { describe, expect, test } from '@jest/globals';
import { leaseEnd } from '../../../../shared/application/delivery/schedule.ts';
import { instantToMilliseconds } from '../../../../shared/domain/instant.ts';
import { START, World } from '../../../support/world.ts';

describe('a lease', () => {
  test.each<[rule: string, attemptTimeout: number, lasts: number]>([
    ['90 s longer than the shortest attempt', 1_000, 91_000],
    ['90 s longer than an attempt of less than 30 s', 29_999, 119_999],
    ['four times as long as an attempt of 30 s', 30_000, 120_000],
    ['four times as long as the longest attempt', 120_000, 480_000],
  ])('lasts %s', (_rule, attemptTimeout, lasts) => {
    const { clock, settings } = new World().deps;
    const end = leaseEnd({ clock, settings: { ...settings, attemptTimeout } });
    expect(instantToMilliseconds(end) - START).toBe(lasts);
  });
});
