import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { effectOf, MODES } from './engine/faults.ts';
import type { logSabotages } from './sabotages/log-sabotages.ts';
import { logScenarios } from './scenarios/log-scenarios.ts';
import { Visits } from './visits.ts';

jest.setTimeout(120_000);

const SCHEDULES = 200;
const SURROUNDED = 25;
/** What becomes of a message on the queue is the subject of other scenarios. */
const modes = MODES.filter((mode) => !effectOf(mode).clearsQueues);
const visits = new Visits();

afterAll(async () => {
  await visits.end();
  process.stdout.write(
    `simulation: ${logScenarios.length} scenarios of logs, ${visits.sumOf('crashPoints')} crash points, ${visits.sumOf('runs')} runs (${visits.sumOf('sameRuns')} more are the same), ${visits.states} distinct states\n`,
  );
});

describe('every line of the diagnostic logs fires exactly once for any single fault at any step, when', () => {
  test.each(logScenarios)('$name', async ({ name: scenario, subscriptions }) => {
    // Without a subscription there is nothing to sweep.
    const how = { seeds: [42], modes, hasSweeper: subscriptions.length > 0 };
    const { violations, crashPoints } = await visits.of({ kind: 'crash-points', scenario, ...how });
    expect(violations).toEqual([]);
    expect(crashPoints).toBeGreaterThan(0);
  });
});

test('every line of the diagnostic logs fires exactly once for several random faults in one run', async () => {
  const { violations } = await visits.of({ kind: 'schedules', of: 'logs', from: 1, to: SCHEDULES });
  expect(violations).toEqual([]);
});

test.each(['table-outage', 'storage-outage', 'short-pages', 'skewed-clocks'] as const)(
  'every line of the diagnostic logs fires exactly once in random schedules with these surroundings: %s',
  async (surroundings) => {
    const how = { from: 1, to: SURROUNDED, surroundings };
    const { violations } = await visits.of({ kind: 'schedules', of: 'untimed logs', ...how });
    expect(violations).toEqual([]);
  },
);

describe('the simulation detects that', () => {
  test.each<[what: string, scenario: string, sabotage: keyof typeof logSabotages, violation: RegExp]>([
    [
      'a crash loses lines when their position is stored before they are on the queue',
      'records are appended to a log between two runs',
      'stores-position-first',
      /^logs: a line never reached the queue/,
    ],
    [
      'offsets that count characters cut lines',
      'records are appended to a log between two runs',
      'counts-characters',
      /logs: a text that is no line/,
    ],
    [
      'a half-written line is read at once',
      'a line of a log is written in two halves',
      'reads-half-lines',
      /logs: a text that is no line/,
    ],
    [
      'a last line without its newline is never read',
      'a log ends without its last newline',
      'leaves-last-lines',
      /^logs: a line never reached the queue/,
    ],
    [
      'the lines of a blob that has replaced another one are left out',
      'a log is replaced by a longer one after it was read',
      'ignores-creation',
      /logs: a line never reached the queue/,
    ],
    [
      'a blob that was replaced after its listing is read in the middle of a line',
      'a log is replaced while a run reads it',
      'ignores-etag',
      /logs: a text that is no line/,
    ],
    [
      'late appends are never read',
      'a log goes on with another hour, and former ones grow late',
      'ignores-late-appends',
      /^logs: a line never reached the queue/,
    ],
    [
      'a first run reads what former days have written',
      'the first run finds logs of former days that grow later',
      'forgets-first-positions',
      /logs: a line from before the first run/,
    ],
  ])('%s', async (_what, scenario, sabotage, violation) => {
    const how = { seeds: [42], modes, hasSweeper: false };
    expect(await visits.violationsOf({ kind: 'crash-points', scenario, sabotage, ...how })).toMatch(violation);
  });
});
