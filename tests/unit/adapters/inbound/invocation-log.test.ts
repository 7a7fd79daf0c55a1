import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { inInvocation, logLine } from '../../../../shared/adapters/inbound/invocation-log.ts';

let lines: string[];

/** An invocation whose lines can be told from others. */
const invocation = (name: string) => ({
  log: (text: string) => void lines.push(`${name} information ${text}`),
  warn: (text: string) => void lines.push(`${name} warning ${text}`),
  error: (text: string) => void lines.push(`${name} error ${text}`),
});

beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((text) => void lines.push(`console ${text}`));
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a log line', () => {
  test('is a line of the invocation that caused it, at its level', async () => {
    await Promise.all([
      inInvocation(invocation('a'), async () => {
        await Promise.resolve();
        logLine('information', 'one');
        logLine('warning', 'two');
      }),
      inInvocation(invocation('b'), async () => logLine('error', 'three')),
    ]);
    expect(lines.toSorted()).toEqual(['a information one', 'a warning two', 'b error three']);
  });

  test('goes to the console when its invocation is over, and the host would warn of it', async () => {
    const end = Promise.withResolvers<void>();
    let late: Promise<void> | undefined;
    await inInvocation(invocation('a'), async () => {
      late = end.promise.then(() => logLine('warning', 'late'));
    });
    end.resolve();
    await late;
    expect(lines).toEqual(['console late']);
  });

  test('goes to the console when there is no invocation', () => {
    logLine('information', 'alone');
    expect(lines).toEqual(['console alone']);
  });
});
