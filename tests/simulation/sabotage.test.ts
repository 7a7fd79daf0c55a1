import { describe, expect, test } from '@jest/globals';
import { visitCrashPoints } from './explore.ts';
import type { Mode } from './faults.ts';
import { sabotages } from './sabotages.ts';
import { scenarios } from './scenarios.ts';

/* A checker that finds nothing proves nothing: each of these faulty variants has to be caught, by the rule that it breaks. */

const DEATHS: readonly Mode[] = ['die-before', 'die-after', 'die-late', 'die-very-late'];

interface Bite {
  readonly scenario: string;
  readonly sabotage?: keyof typeof sabotages;
  readonly hasSweeper?: boolean;
  readonly modes?: readonly Mode[];
}

async function firstViolation({ scenario: wanted, sabotage, ...how }: Bite): Promise<string> {
  const scenario = scenarios.find(({ name }) => name === wanted);
  if (!scenario) throw new Error(`no scenario ${wanted}`);
  const seeds = [1, 2, 3];
  const found = await visitCrashPoints(scenario, { seeds, sabotage: sabotage && sabotages[sabotage], ...how });
  return found.violation ?? 'nothing was found';
}

describe('the simulation catches an application', () => {
  test('without If-Match: a metric goes back in time', async () => {
    const found = firstViolation({ scenario: 'crossings', sabotage: 'without-if-match' });
    expect(await found).toMatch(/^2: .* applied after /);
  });

  test('without If-Match: a subscriber is passed over', async () => {
    const found = firstViolation({ scenario: 'subscribe-and-unsubscribe', sabotage: 'without-if-match' });
    expect(await found).toMatch(/^[236]: /);
  });

  test('without the resume on duplicates: a redelivered message leaves its firing to the sweeper', async () => {
    const how = { hasSweeper: false, modes: DEATHS };
    expect(await firstViolation({ scenario: 'one-subscriber', ...how })).toBe('nothing was found');
    const found = firstViolation({ scenario: 'one-subscriber', sabotage: 'without-resume', ...how });
    expect(await found).toMatch(/^3: .* is still pending/);
  });

  test('without the sweeper: what was on an emptied queue never arrives', async () => {
    const found = firstViolation({ scenario: 'emptied-queues', hasSweeper: false });
    expect(await found).toMatch(/^3: .* is still (pending|retrying)/);
  });

  test('without the lease: two workers send the same notification', async () => {
    const found = firstViolation({ scenario: 'sweeper-beside-a-living-worker', sabotage: 'without-lease' });
    expect(await found).toMatch(/^4: .* again, and nobody had died/);
  });

  test('with notification ids that change: a repeat cannot be told from news', async () => {
    const found = firstViolation({ scenario: 'one-subscriber', sabotage: 'random-notification-id' });
    expect(await found).toMatch(/^4: another/);
  });

  test('with firings that their run does not name: a run fires twice', async () => {
    const found = firstViolation({ scenario: 'one-subscriber', sabotage: 'random-firing-identity' });
    expect(await found).toMatch(/^2: fired twice/);
  });

  test('without the transaction: a death between two rows loses a firing', async () => {
    const found = firstViolation({ scenario: 'crossings', sabotage: 'without-transaction' });
    expect(await found).toMatch(/^2: did not fire/);
  });
});
