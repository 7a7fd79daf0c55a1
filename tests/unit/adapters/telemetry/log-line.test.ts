import { describe, expect, test } from '@jest/globals';
import { levelOfLine, textOfLine } from '../../../../shared/adapters/telemetry/log-line.ts';
import type { LogLine } from '../../../../shared/contract/telemetry.ts';

const change = {
  name: 'SubscriptionChange',
  subscriptionId: 's',
  environmentId: 'e',
  triggerType: 'full-refresh-completed',
} as const;

describe('the text of a log line', () => {
  test('is its name, a space and its fields as JSON', () => {
    const line: LogLine = { name: 'OpenCircuits', circuits: 2, environments: 40 };
    expect(textOfLine(line)).toBe('OpenCircuits {"circuits":2,"environments":40}');
  });

  test.each<[rule: string, environmentId: string]>([
    ['line breaks', 'a\r\nDeadLetter {}\u2028\u2029'],
    ['control characters', '\u0000\u001b[2J\u009b'],
    ['a change of the direction of writing', '\u202egnp.exe\u2066'],
    ['a character outside the basic plane', '\u{1f600}\u{e0001}'],
    ['letters of any language', 'Zürich 東京'],
  ])('is one safe line that JSON reads back: %s', (_rule, environmentId) => {
    const text = textOfLine({ ...change, environmentId, change: 'created' });
    expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202e\u2066]/u);
    expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({ environmentId });
  });
});

describe('the level of a log line', () => {
  test.each<[line: LogLine, level: string]>([
    [{ ...change, change: 'created' }, 'information'],
    [{ ...change, change: 'active' }, 'information'],
    [{ ...change, change: 'ended' }, 'information'],
    [{ ...change, change: 'failing' }, 'warning'],
    [{ ...change, change: 'dormant' }, 'warning'],
    [{ ...change, change: 'disabled' }, 'warning'],
    [{ ...change, change: 'gone' }, 'warning'],
    [{ name: 'DeadLetter', source: 'event', code: 'not-json' }, 'warning'],
    [{ name: 'KeyTrouble', reason: 'secret-unreadable', subscriptionId: 's', notificationId: 'n' }, 'warning'],
    [{ name: 'HealthChange', dependency: 'tables', state: 'down' }, 'error'],
    [{ name: 'HealthChange', dependency: 'tables', state: 'up' }, 'information'],
    [{ name: 'OpenCircuits', circuits: 2, environments: 40 }, 'information'],
  ])('says whether operators should look: %j', (line, level) => {
    expect(levelOfLine(line)).toBe(level);
  });
});
