import { describe, expect, test } from '@jest/globals';
import { measurementsOf } from '../../../../shared/adapters/telemetry/measurements.ts';
import { type LogLine, logLines } from '../../../../shared/contract/telemetry.ts';
import { metrics } from '../../../../shared/contract/telemetry-metrics.ts';

const trigger = { environmentId: 'hush', triggerType: 'full-refresh-completed' } as const;
const ids = { notificationId: 'hush', firingId: 'hush', subscriptionId: 'hush' };
const trace = { traceId: 'hush', spanId: 'hush' };
const attempt = { name: 'Attempt', ...ids, ...trigger, ...trace, attempt: 1, milliseconds: 84 } as const;

/** Lines of which something is measured, each with `metric value dimensions`. */
const cases: [line: LogLine, measured: string[]][] = [
  [
    {
      name: 'EventsHandled',
      queue: 'metric-change',
      fires: 1,
      applied: 2,
      duplicate: 0,
      late: 0,
      deadLettered: 0,
      ignored: { canceled: 3 },
      dropped: { displayName: 1 },
      milliseconds: 5,
    },
    [
      'events 1 {"queue":"metric-change","outcome":"fires"}',
      'events 2 {"queue":"metric-change","outcome":"applied"}',
      'events 3 {"queue":"metric-change","outcome":"ignored","reason":"canceled"}',
    ],
  ],
  [
    { name: 'Firing', firingId: 'hush', ...trigger, sequence: 7, subscribers: 2, traceId: 'hush' },
    ['firings 1 {"triggerType":"full-refresh-completed"}'],
  ],
  [
    { ...attempt, outcome: 'delivered', status: 202, ageMilliseconds: 120 },
    [
      'attempts 1 {"triggerType":"full-refresh-completed","outcome":"delivered"}',
      'delivery.age 120 {"triggerType":"full-refresh-completed"}',
    ],
  ],
  [
    { ...attempt, outcome: 'retrying', reason: 'timeout' },
    ['attempts 1 {"triggerType":"full-refresh-completed","outcome":"retrying","reason":"timeout"}'],
  ],
  [
    { name: 'DeadLetter', source: 'event', code: 'not-an-event', queue: 'refresh-status', items: 150 },
    ['dead_letters 150 {"source":"event","code":"not-an-event"}'],
  ],
  [
    { name: 'DeadLetter', source: 'delivery', code: 'exhausted', ...ids, attempts: 10 },
    ['dead_letters 1 {"source":"delivery","code":"exhausted"}'],
  ],
  [
    { name: 'SubscriptionChange', subscriptionId: 'hush', ...trigger, change: 'gone' },
    ['subscription_changes 1 {"triggerType":"full-refresh-completed","change":"gone"}'],
  ],
  [{ name: 'OpenCircuits', circuits: 2, environments: 40 }, ['circuits.open 2 {}']],
  [
    { name: 'QueueDepth', queue: 'refresh-status', messages: 5, poisonMessages: 1 },
    ['queue.depth 5 {"queue":"refresh-status"}', 'queue.depth 1 {"queue":"refresh-status-poison"}'],
  ],
  [
    { name: 'Sweep', environments: 1, deliveries: 1, fanOuts: 0, oldestDueSeconds: 90, milliseconds: 8 },
    ['work.oldest_due 90 {}'],
  ],
  [{ name: 'SecretsResealed', resealed: 1, previous: 3 }, ['secrets.previous_key_rows 3 {}']],
  [{ name: 'SecretsResealed', resealed: 1, unvisited: 3 }, []],
  [{ name: 'RowsExpired', removed: { firings: 3 } }, []],
];

describe('the measurements of a log line', () => {
  test.each(cases)('count what it tells, by dimensions that are neither ids nor environments: %j', (line, measured) => {
    const told = measurementsOf(line).map(({ metric, value, dimensions }) =>
      [metric.replace('insight_triggers.', ''), value, JSON.stringify(dimensions)].join(' '),
    );
    expect(told).toEqual(measured);
  });

  test('give every metric of the contract, from the line that it names, by its dimensions', () => {
    const given = cases.flatMap(([line]) => measurementsOf(line).map((measurement) => ({ line, ...measurement })));
    for (const { metric, line, dimensions } of given) {
      expect(metrics[metric].source).toBe(line.name);
      expect(metrics[metric].dimensions).toEqual(expect.arrayContaining(Object.keys(dimensions)));
    }
    expect([...new Set(given.map(({ metric }) => metric))].toSorted()).toEqual(Object.keys(metrics).toSorted());
  });

  test('are of lines that match the contract', () => {
    for (const [{ name, ...fields }] of cases) expect(logLines[name].strict().safeParse(fields).success).toBe(true);
  });
});
