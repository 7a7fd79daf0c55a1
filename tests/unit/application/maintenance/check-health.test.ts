import { beforeEach, describe, expect, test } from '@jest/globals';
import { createHealthCheck } from '../../../../shared/application/maintenance/check-health.ts';
import { type Phrase, phrase } from '../../../../shared/contract/phrase.ts';
import type { LogLine } from '../../../../shared/contract/telemetry.ts';

let now: number;
let checks: number;
let answer: () => Promise<void>;
let reported: LogLine[];

const probe = {
  name: 'tables',
  check: () => {
    checks += 1;
    return answer();
  },
};

const healthCheck = (sleep: () => Promise<void> = () => new Promise(() => {})) =>
  createHealthCheck({ probes: [probe], clock: { now: () => now, sleep }, report: (line) => void reported.push(line) });

const up = { healthy: true, dependencies: [{ name: 'tables', state: 'up' }] };
const downWith = (reason: Phrase) => ({ healthy: false, dependencies: [{ name: 'tables', state: 'down', reason }] });
const down = downWith(phrase('health.unreachable'));

beforeEach(() => {
  now = 1_000_000;
  checks = 0;
  reported = [];
  answer = async () => {};
});

describe('the health check', () => {
  test('says that a dependency is down that fails, or does not answer in time', async () => {
    answer = () => Promise.reject(new Error('away'));
    expect(await healthCheck()()).toEqual(down);
    answer = () => new Promise(() => {});
    expect(await healthCheck(async () => {})()).toEqual(downWith(phrase('health.no-answer', { seconds: 4 })));
  });

  test('says that an optional dependency is down, and that the app is healthy all the same', async () => {
    answer = () => Promise.reject(new Error('away'));
    const probes = [{ ...probe, isOptional: true as const }];
    const clock = { now: () => now, sleep: () => new Promise<void>(() => {}) };
    const check = createHealthCheck({ probes, clock, report: () => {} });
    expect(await check()).toEqual({ ...down, healthy: true });
  });

  test('runs once for callers that come at once', async () => {
    const started = Promise.withResolvers<void>();
    answer = () => started.promise;
    const check = healthCheck();
    const callers = [check(), check(), check()];
    started.resolve();
    expect(await Promise.all(callers)).toEqual([up, up, up]);
    expect(checks).toBe(1);
  });

  test('runs again only after five seconds, whatever its result was', async () => {
    const check = healthCheck();
    expect(await check()).toEqual(up);
    answer = () => Promise.reject(new Error('away'));
    now += 4_999;
    expect(await check()).toEqual(up);
    now += 1;
    expect(await check()).toEqual(down);
    answer = async () => {};
    now += 4_999;
    expect(await check()).toEqual(down);
    now += 1;
    expect(await check()).toEqual(up);
    expect(checks).toBe(3);
  });

  test('reports a dependency that goes down and one that comes back, once each', async () => {
    const check = healthCheck();
    await check();
    expect(reported).toEqual([]);
    for (const result of [() => Promise.reject(new Error('away')), async () => {}]) {
      answer = result;
      for (let time = 0; time < 2; time++) {
        now += 5_000;
        await check();
      }
    }
    expect(reported).toEqual([
      { name: 'HealthChange', dependency: 'tables', state: 'down', reason: 'cannot be reached' },
      { name: 'HealthChange', dependency: 'tables', state: 'up', reason: undefined },
    ]);
  });

  test('runs again after the clock was set back', async () => {
    const check = healthCheck();
    await check();
    now -= 60 * 60_000;
    await check();
    expect(checks).toBe(2);
  });
});
