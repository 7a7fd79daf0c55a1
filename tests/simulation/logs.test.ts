import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { effectOf, MODES } from './engine/faults.ts';
import type { Scenario } from './engine/scenario.ts';
import { States } from './engine/states.ts';
import { randomRun, surroundedRun, tryRun, visitCrashPoints } from './explore.ts';
import type { logSabotages } from './sabotages/log-sabotages.ts';
import { sabotages } from './sabotages/sabotages.ts';
import { logScenarios } from './scenarios/log-scenarios.ts';
import { findScenario } from './scenarios/scenarios.ts';

jest.setTimeout(120_000);

const SCHEDULES = 200;
const SURROUNDED = 25;
/** What becomes of a message on the queue is the subject of other scenarios. */
const modes = MODES.filter((mode) => !effectOf(mode).clearsQueues);
const states = new States();
/** Without a subscription there is nothing to sweep. */
const hasSweeper = ({ subscriptions }: Scenario) => subscriptions.length > 0;
const seen = { runs: 0, crashPoints: 0 };

afterAll(() => {
  process.stdout.write(
    `simulation: ${logScenarios.length} scenarios of logs, ${seen.crashPoints} crash points, ${seen.runs} runs, ${states.count} distinct states\n`,
  );
});

describe('every line of the diagnostic logs fires exactly once for any single fault at any step, when', () => {
  test.each(logScenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const search = { seeds: [42], modes, states, hasSweeper: hasSweeper(scenario) };
    const { violation, runs, crashPoints } = await visitCrashPoints(scenario, search);
    seen.runs += runs;
    seen.crashPoints += crashPoints;
    expect(violation).toBeUndefined();
    expect(crashPoints).toBeGreaterThan(0);
  });
});

test('every line of the diagnostic logs fires exactly once for several random faults in one run', async () => {
  for (let seed = 1; seed <= SCHEDULES; seed++) {
    const run = randomRun(logScenarios, seed);
    const { violation } = await tryRun({ ...run, states, hasSweeper: hasSweeper(run.scenario) });
    expect(violation).toBeUndefined();
  }
});

/** Their times rest on a first run without an outage. */
const isTimed = ({ script }: Scenario) => script.some(({ at }) => at > 15 * 60_000 && at < 60 * 60_000);
const untimed = logScenarios.filter((scenario) => !isTimed(scenario));

test.each(['table-outage', 'storage-outage', 'short-pages', 'skewed-clocks'] as const)(
  'every line of the diagnostic logs fires exactly once in random schedules with these surroundings: %s',
  async (name) => {
    for (let seed = 1; seed <= SURROUNDED; seed++) {
      const run = surroundedRun(untimed, seed, name);
      const { violation } = await tryRun({ ...run, states, hasSweeper: hasSweeper(run.scenario) });
      expect(violation).toBeUndefined();
    }
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
  ])('%s', async (_what, scenario, name, violation) => {
    const how = { seeds: [42], modes, sabotage: sabotages[name], hasSweeper: false };
    const found = await visitCrashPoints(findScenario(scenario), how);
    expect(found.violation ?? 'no violation').toMatch(violation);
  });
});
