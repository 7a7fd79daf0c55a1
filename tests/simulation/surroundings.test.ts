import { afterAll, describe, expect, test } from '@jest/globals';
import { readHistory } from './checks/history.ts';
import { simulate } from './engine/simulate.ts';
import type { Surroundings, SurroundingsName } from './engine/surroundings.ts';
import { SURROUNDINGS } from './engine/surroundings.ts';
import type { sabotages } from './sabotages/sabotages.ts';
import { findScenario } from './scenarios/scenarios.ts';
import { surroundingsScenarios } from './scenarios/surroundings-scenarios.ts';
import { Visits } from './visits.ts';

const TIMEOUT_MS = 120_000;
const SCHEDULES = 60;
const SEEDS = [1, 2, 3];
/** A sabotage may show only in some orders of the steps. */
const SABOTAGE_SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const visits = new Visits();

afterAll(() => visits.end());

function violationsIn(surroundings: SurroundingsName): Promise<string> {
  return visits.violationsOf({ kind: 'schedules', of: 'usual scenarios', from: 1, to: SCHEDULES, surroundings });
}

interface Trial {
  readonly scenario: string;
  readonly sabotage?: keyof typeof sabotages;
  readonly surroundings?: Surroundings;
}

function violationsOf(trial: Trial): Promise<string> {
  return visits.violationsOf({ kind: 'orders', seeds: trial.sabotage ? SABOTAGE_SEEDS : SEEDS, ...trial });
}

describe('every guarantee holds', () => {
  test.each(surroundingsScenarios.map(({ name }) => name))('when %s', async (scenario) => {
    expect(await violationsOf({ scenario })).toBe('no violation');
  });

  test.each(SURROUNDINGS)(
    'in random schedules with these surroundings: %s',
    async (name) => {
      expect(await violationsIn(name)).toBe('no violation');
    },
    TIMEOUT_MS,
  );
});

describe('an outage of two hours', () => {
  test.each(['the table is away for two hours', 'the table and the queues are away for two hours'])(
    'loses no crossing of samples that were posted in order, when %s',
    async (name) => {
      const { log, queues } = await simulate({ scenario: findScenario(name), seed: 1 });
      const changes = readHistory(log).firings.flatMap(({ fired: { change } }) => (change ? [change] : []));
      expect(changes).toEqual(
        [
          [3, 9],
          [2, 8],
          [4, 7],
          [1, 6],
          [2, 9],
          [3, 8],
        ].map(([from, to]) => ({ from, to })),
      );
      expect(queues.each.flatMap(([, { poisoned }]) => [...poisoned])).toEqual([]);
    },
  );
});

describe('the simulation detects that', () => {
  test.each([
    [
      'an outage of ten minutes poisons messages that are not postponed',
      'the table goes away while attempts are under way',
      'throws-transient-faults',
      /^1: .* was poisoned without enough failures/m,
    ],
    [
      'deliveries are missing when only the first page of a range is read',
      'pages of the table are short',
      'ignores-next-pages',
      /^3: .* there is no delivery/m,
    ],
    [
      'a rewrite drops a field of a later version',
      'processes of two versions handle the same topics',
      'drops-unknown-fields',
      /^versions: .* lost a field/m,
    ],
    [
      'deliveries are missing when a status that is not known counts as gone',
      'a later version gives a subscription a status that is not known',
      'takes-unknown-for-gone',
      /^3: .* there is no delivery/m,
    ],
    [
      'two workers send the same notification when a lease does not cover the difference of their clocks',
      'the clocks of the processes differ by a minute',
      'leases-too-shortly',
      /^4: .* again without a crash/m,
    ],
    [
      'a doubled message is sent twice without the lease',
      'queues deliver messages twice',
      'without-lease',
      /^(4: .* again without a crash|retries: .* was retried too early)/m,
    ],
  ] as const)('%s', async (_what, scenario, sabotage, violation) => {
    expect(await violationsOf({ scenario, sabotage })).toMatch(violation);
  });
});

describe('a sabotage that only surroundings reveal', () => {
  test.each([
    ['the clocks of the processes differ by a minute', 'leases-too-shortly'],
    ['pages of the table are short', 'ignores-next-pages'],
    ['the table goes away while attempts are under way', 'throws-transient-faults'],
  ] as const)('shows nothing without them: %s, %s', async (scenario, sabotage) => {
    expect(await violationsOf({ scenario, sabotage, surroundings: {} })).toBe('no violation');
  });
});
