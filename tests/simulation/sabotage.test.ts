import { describe, expect, jest, test } from '@jest/globals';
import type { Mode } from './engine/faults.ts';
import { visitCrashPoints } from './explore.ts';
import { sabotages } from './sabotages/sabotages.ts';
import { scenarios } from './scenarios/scenarios.ts';

/* A checker that finds nothing proves nothing: each of these faulty variants has to be caught, by the rule that it breaks. */

jest.setTimeout(180_000);

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
    const found = firstViolation({ scenario: 'crossing-beside-subscribe', sabotage: 'without-if-match' });
    expect(await found).toMatch(/^2: did not fire/);
  });

  test('without If-Match on the states of topics: a subscriber that has left gets a firing', async () => {
    const found = firstViolation({ scenario: 'given-up-by-two-workers', sabotage: 'without-state-match' });
    expect(await found).toMatch(/^6: a delivery that the firing was not for/);
  });

  test('without If-Match: a flow that is saved again is forgotten', async () => {
    const found = firstViolation({ scenario: 'saved-again-with-the-same-callback', sabotage: 'without-if-match' });
    expect(await found).toMatch(/^6: the subscriptions left are ;/m);
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

describe('the simulation catches operators and timers that do wrong', () => {
  test.each<[what: string, scenario: string, sabotage: keyof typeof sabotages, rule: RegExp]>([
    ['the latest of what waits is released first', 'open-circuit', 'without-order', /^7: .* was released before /],
    ['a redelivery is sent by two', 'redeliver', 'without-lease', /^4: .* again, and nobody had died/],
    ['what is under way is redelivered', 'replay-all-beside-retries', 'redelivers-anything', /^6: .* not redelivered/],
    ['a redelivery is answered, not done', 'redeliver', 'answers-only', /^6: number 1 was not redelivered/],
    [
      'a replay forgets what is older',
      'replay-missing-by-two-operators',
      'replays-the-latest',
      /^6: .* was not replayed/,
    ],
    ['who is enabled sleeps on', 'enable-a-sleeping-flow', 'answers-only', /^6: .* sleeps on/m],
    ['who is awake is taken to be asleep', 'enable-a-sleeping-flow', 'never-awake', /^3: .* dormant, which it was not/],
    ['the schedule is cut short', 'failing-receivers', 'gives-up-early', /^3: .* after 2 failures of 4/],
    [
      'a delivery leaves before its end',
      'retention-beside-a-late-delivery',
      'retires-deliveries',
      /^3: .* left while retrying/m,
    ],
    [
      'a firing leaves before its deliveries',
      'retention-beside-a-late-delivery',
      'retires-firings',
      /^3: .* left before its delivery/,
    ],
    [
      'who leaves during a fan-out gets nothing of it',
      'unsubscribe-and-save-during-the-fan-out',
      'leaves-too-early',
      /^3: .* there is no delivery/,
    ],
    ['a poisoned message makes two letters', 'poisoned-messages', 'poison-by-chance', /^1: 2 dead letters of 1 /],
    ['a poisoned message makes none', 'poisoned-messages', 'poison-removed-first', /^1: 0 dead letters of 1 /],
    ['what is redriven goes nowhere', 'redrive-poisoned-messages', 'redrives-nowhere', /^1: a dead letter left with /],
    [
      'a redrive is answered, not done',
      'redrive-by-two-operators',
      'answers-only',
      /^6: the dead letter .* was not redriven/,
    ],
  ])('%s', async (_what, scenario, sabotage, rule) => {
    expect(await firstViolation({ scenario, sabotage })).toMatch(rule);
  });

  test('two release at once, and one overtakes the other', async () => {
    const how = { scenario: 'enable-twice-while-deliveries-wait', modes: ['slow'] } as const;
    expect(await firstViolation(how)).toBe('nothing was found');
    expect(await firstViolation({ ...how, sabotage: 'without-release-lock' })).toMatch(/^7: .* was sent before /);
  });
});
