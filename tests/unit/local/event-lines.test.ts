import { describe, expect, test } from '@jest/globals';
import { EventLines, type Names } from '../../../local/screen/event-lines.ts';
import { readAppLine, readRecord } from '../../../local/screen/log-record.ts';
import { clockTime } from '../../../local/screen/terminal.ts';
import { eventually } from '../../support/eventually.ts';

const TIME = '2026-11-20T02:14:09.000Z';
const TRIGGER = { environmentId: 'contoso', triggerType: 'data-source-refresh-failed' };
const FIRING = { firingId: 'f', ...TRIGGER, sequence: 1, subscribers: 1, traceId: 't' };
const ATTEMPT = { firingId: 'f', subscriptionId: 's', ...TRIGGER, attempt: 1, outcome: 'delivered', milliseconds: 84 };
const HANDLED = { queue: 'refresh-status', fires: 0, applied: 0, duplicate: 0, late: 0, deadLettered: 0, ignored: {} };

const UNREADABLE = { source: 'event', code: 'invalid-event', queue: 'refresh-status' };

const names: Names = {
  firing: async () => 'CRM contacts: failed',
  subscription: async (id) => `flow ${id}`,
};

type Line = readonly [name: string, fields: object];

/** What the screen shows of log lines of the app. */
async function shown(count: number, ...lines: readonly Line[]): Promise<string[]> {
  const printed: string[] = [];
  const events = new EventLines(names, (...parts) => void printed.push(parts.join('  ')));
  for (const [name, fields] of lines) {
    const line = readAppLine(`${name} ${JSON.stringify(fields)}`);
    if (line?.name === 'Firing') events.firing(TIME, line);
    if (line?.name === 'Attempt') events.attempt(TIME, line);
    if (line?.name === 'EventsHandled') events.handled(TIME, line);
    if (line?.name === 'SubscriptionChange') events.subscription(TIME, line);
    if (line?.name === 'DeadLetter') events.deadLetter(TIME, line);
    if (line?.name === 'MessagePostponed') events.postponed(TIME, line);
  }
  await eventually(
    () => `${count} lines; there are ${printed.join('\n')}`,
    () => printed.length >= count,
  );
  return printed;
}

const at = clockTime(TIME);

describe('the screen of npm start', () => {
  test.each<[rule: string, lines: readonly Line[], expected: string]>([
    [
      'a firing and its delivery',
      [
        ['Firing', FIRING],
        ['Attempt', ATTEMPT],
      ],
      'CRM contacts: failed  data-source-refresh-failed  → flow s: delivered in 84 ms',
    ],
    [
      'an attempt that is logged before its firing',
      [
        ['Attempt', { ...ATTEMPT, outcome: 'retrying', status: 500, reason: 'http-500' }],
        ['Firing', FIRING],
      ],
      'CRM contacts: failed  data-source-refresh-failed  → flow s: not delivered (500), tried again later',
    ],
    [
      'a firing that nobody has subscribed to',
      [['Firing', { ...FIRING, subscribers: 0 }]],
      'CRM contacts: failed  data-source-refresh-failed  nobody has subscribed to it',
    ],
    [
      'many subscribers by their number',
      [
        ['Firing', { ...FIRING, subscribers: 4 }],
        ...['a', 'b', 'c', 'd'].map(
          (subscriptionId): Line => [
            'Attempt',
            { ...ATTEMPT, subscriptionId, outcome: subscriptionId === 'd' ? 'dead' : 'delivered' },
          ],
        ),
      ],
      'CRM contacts: failed  data-source-refresh-failed  for 4 subscribers: 3 delivered, 1 dead',
    ],
    [
      'a retry',
      [['Attempt', { ...ATTEMPT, attempt: 2, outcome: 'dead', reason: 'gone', status: 410 }]],
      'attempt 2 of data-source-refresh-failed  → flow s: given up (gone)',
    ],
    [
      'a test notification',
      [['Attempt', { ...ATTEMPT, isTest: true }]],
      'test of data-source-refresh-failed  → flow s: delivered in 84 ms',
    ],
    [
      'events that fire nothing by their outcomes',
      [['EventsHandled', { ...HANDLED, applied: 2, duplicate: 1, ignored: { 'unknown-operation': 1 } }]],
      'event on refresh-status: 2 recorded, nothing to fire; duplicate; ignored (unknown-operation)',
    ],
    [
      'an event that cannot be read',
      [
        ['DeadLetter', { ...UNREADABLE, path: 'endedAt' }],
        ['EventsHandled', { ...HANDLED, deadLettered: 1 }],
      ],
      'event on refresh-status: given up (invalid-event, endedAt): see the dead letters',
    ],
    [
      'many events that cannot be read',
      [['DeadLetter', { ...UNREADABLE, items: 120 }]],
      '120 events on refresh-status: given up (invalid-event): see the dead letters',
    ],
    [
      'a delivery that was given up without an attempt',
      [['DeadLetter', { source: 'delivery', code: 'dormant', ...TRIGGER, subscriptionId: 's', attempts: 0 }]],
      'data-source-refresh-failed  → flow s: given up (dormant)',
    ],
    [
      'an attempt after which a delivery was given up',
      [
        ['Attempt', { ...ATTEMPT, attempt: 2, outcome: 'dead', reason: 'gone', status: 410 }],
        ['DeadLetter', { source: 'delivery', code: 'gone', ...TRIGGER, subscriptionId: 's', attempts: 2 }],
      ],
      'attempt 2 of data-source-refresh-failed  → flow s: given up (gone)',
    ],
    [
      'a message that waits for the storage',
      [['MessagePostponed', { queue: 'metric-change', delayMilliseconds: 23_079, reason: 'storage-unavailable' }]],
      'message on metric-change: tried again in 23 s (storage-unavailable)',
    ],
    [
      'a change of a subscription',
      [['SubscriptionChange', { subscriptionId: 's', ...TRIGGER, change: 'gone', reason: 'http-410' }]],
      'subscription gone (http-410)  data-source-refresh-failed in contoso  flow s',
    ],
  ])('shows %s in one line', async (_rule, lines, expected) => {
    expect(await shown(1, ...lines)).toEqual([`${at}  ${expected}`]);
  });

  test('shows a firing whose attempt does not come soon', async () => {
    expect(await shown(1, ['Firing', FIRING])).toEqual([
      `${at}  CRM contacts: failed  data-source-refresh-failed  for 1: waits to be sent`,
    ]);
  });

  test('shows lines in the order of the log, whatever the look-ups of names take', async () => {
    const lines = await shown(
      2,
      ['SubscriptionChange', { subscriptionId: 's', ...TRIGGER, change: 'created' }],
      ['EventsHandled', { ...HANDLED, late: 1 }],
    );
    expect(lines).toEqual([
      `${at}  subscription created  data-source-refresh-failed in contoso  flow s`,
      `${at}  event on refresh-status: late`,
    ]);
  });
});

describe('a log line', () => {
  test.each([
    '',
    'Firing',
    'Firing {',
    'firing {}',
    'Sweep {"environments":1}',
    'Attempt {"attempt":"one"}',
    '{"name":"Firing"}',
  ])('that is no line of an event is not taken for one: %s', (text) => {
    expect(readAppLine(text)).toBeUndefined();
  });

  test('of the host is read as the host writes it in json, and nothing else is', () => {
    const record = { time: TIME, level: 'warning', category: 'Function.logs.User', text: 'a warning' };
    expect(readRecord(JSON.stringify(record))).toEqual(record);
    expect(readRecord('[2026-11-20T02:14:09.000Z] a warning')).toBeUndefined();
  });
});
