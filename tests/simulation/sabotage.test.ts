import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { CRASHES, type Mode } from './engine/faults.ts';
import { expectedViolations } from './sabotages/expected-violations.ts';
import type { sabotages } from './sabotages/sabotages.ts';
import { Visits } from './visits.ts';

/* A check that never fails proves nothing: each faulty variant of the application must violate the rule that it breaks. */

jest.setTimeout(180_000);

const visits = new Visits();

afterAll(() => visits.end());

interface Trial {
  readonly scenario: string;
  readonly sabotage?: keyof typeof sabotages;
  readonly hasSweeper?: boolean;
  readonly modes?: readonly Mode[];
  readonly seeds?: readonly number[] | undefined;
}

function firstViolation({ seeds = [1, 2, 3], ...trial }: Trial): Promise<string> {
  return visits.violationsOf({ kind: 'crash-points', seeds, ...trial });
}

describe('the simulation detects that', () => {
  test.each(expectedViolations.map((row) => [row.what, row] as const))(
    '%s',
    async (_what, { scenario, sabotage, violation, seeds }) => {
      expect(await firstViolation({ scenario, sabotage, seeds })).toMatch(violation);
    },
  );

  test('a redelivered message does not complete its firing without the resume on duplicates', async () => {
    const how = { scenario: 'one run fires for one subscriber', hasSweeper: false, modes: CRASHES };
    expect(await firstViolation(how)).toBe('no violation');
    const found = firstViolation({ ...how, sabotage: 'without-resume-on-duplicate' });
    expect(await found).toMatch(/^3: .* is still pending/);
  });

  test.each(['trusts-first-send', 'trusts-last-send'] as const)(
    'one of 16 alike sends is lost at a border of its batch: %s',
    async (sabotage) => {
      const found = firstViolation({ scenario: 'one run fires for 16 subscribers', sabotage, seeds: [42] });
      expect(await found).toMatch(/^3: .* delivered, but .*:lost-request/s);
    },
  );

  test('deliveries of a cleared queue never arrive without the sweeper', async () => {
    const found = firstViolation({ scenario: 'all queues are cleared twice', hasSweeper: false });
    expect(await found).toMatch(/^3: .* is still (pending|retrying)/);
  });

  test('a transaction that takes effect late moves a metric back in time without If-Match', async () => {
    const how = {
      scenario: 'a metric rises and falls across two thresholds',
      modes: ['slow-request'],
      seeds: [1],
    } as const;
    expect(await firstViolation(how)).toBe('no violation');
    const found = firstViolation({ ...how, sabotage: 'without-if-match' });
    expect(await found).toMatch(/^2: .* applied after .*:slow-request/s);
  });

  test('concurrent releases send deliveries out of order without the release lock', async () => {
    const how = {
      scenario: 'a subscription is enabled twice while deliveries wait for its circuit',
      modes: ['slow-response'],
    } as const;
    expect(await firstViolation(how)).toBe('no violation');
    const found = firstViolation({ ...how, sabotage: 'without-release-lock' });
    expect(await found).toMatch(/^order: .* was sent before /);
  });
});
