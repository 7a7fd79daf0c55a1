import { beforeEach, describe, expect, test } from '@jest/globals';
import { createHealthCheck, createHealthReport } from '../../../../shared/application/maintenance/check-health.ts';
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

const never = () => new Promise<void>(() => {});
const healthCheck = (sleep: () => Promise<void> = never) =>
  createHealthCheck({ probes: [probe], clock: { now: () => now, sleep } });

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
    const check = createHealthCheck({ probes, clock: { now: () => now, sleep: never } });
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

  test('runs again after the clock was set back', async () => {
    const check = healthCheck();
    await check();
    now -= 60 * 60_000;
    await check();
    expect(checks).toBe(2);
  });
});

describe('the health report', () => {
  const clock = { now: () => now, sleep: never };
  const healthReport = () => createHealthReport({ probes: [probe], clock, report: (line) => void reported.push(line) });
  const away = () => Promise.reject(new Error('away'));
  const wentDown = { name: 'HealthChange', dependency: 'tables', state: 'down', reason: 'cannot be reached' };
  const cameBack = { name: 'HealthChange', dependency: 'tables', state: 'up', reason: undefined };

  test('names a dependency each time that it is down, and once when it is up again', async () => {
    const run = healthReport();
    for (const result of [async () => {}, away, away, async () => {}, async () => {}, away]) {
      answer = result;
      await run();
    }
    expect(reported).toEqual([wentDown, wentDown, cameBack, wentDown]);
  });
});
