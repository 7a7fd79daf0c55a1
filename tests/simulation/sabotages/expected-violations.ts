import type { sabotages } from './sabotages.ts';

/** What the simulation must detect in a sabotaged application. */
export interface ExpectedViolation {
  /** Completes "the simulation detects that ...". */
  readonly what: string;
  readonly scenario: string;
  readonly sabotage: keyof typeof sabotages;
  readonly violation: RegExp;
  /** The seeds that are tried; the first three by default. */
  readonly seeds?: readonly number[];
}

/** One row for each effect of a sabotage. */
export const expectedViolations: readonly ExpectedViolation[] = [
  {
    what: 'a metric goes back in time without If-Match',
    scenario: 'a metric rises and falls across two thresholds',
    sabotage: 'without-if-match',
    violation: /^2: .* applied after /,
  },
  {
    what: 'a crossing misses a new subscriber without If-Match',
    scenario: 'a metric crosses a threshold while a subscription to it is created',
    sabotage: 'without-if-match',
    violation: /^2: did not fire/,
    seeds: [4],
  },
  {
    what: 'a subscription that is created again misses a firing without If-Match on topic states',
    scenario: 'a subscription is deleted and created again',
    sabotage: 'without-if-match-on-topics',
    violation: /^3: .* there is no delivery/,
  },
  {
    what: 'a flow that is saved again loses its subscription without If-Match',
    scenario: 'a flow is saved again with the same callback',
    sabotage: 'without-if-match',
    violation: /^api: the remaining subscriptions are ;/m,
    seeds: [3],
  },
  {
    what: 'two workers send the same notification without the lease',
    scenario: 'the sweeper runs while workers wait for slow receivers',
    sabotage: 'without-lease',
    violation: /^4: .* received .* again without a crash/,
  },
  {
    what: 'a repeat carries a different notification id',
    scenario: 'one run fires for one subscriber',
    sabotage: 'random-notification-id',
    violation: /^4: a different/,
  },
  {
    what: 'a run fires twice when the key of its firing is random',
    scenario: 'one run fires for one subscriber',
    sabotage: 'random-firing-identity',
    violation: /^2: fired twice/,
  },
  {
    what: 'a crash between two rows loses a firing without the transaction',
    scenario: 'a metric rises and falls across two thresholds',
    sabotage: 'without-transaction',
    violation: /^2: did not fire/,
  },
  {
    what: 'the newest waiting delivery is released first',
    scenario: 'a circuit opens and its first probe fails',
    sabotage: 'releases-newest-first',
    violation: /^order: .* was released before /,
  },
  {
    what: 'two workers send the same redelivery',
    scenario: 'an operator redelivers finished deliveries',
    sabotage: 'without-lease',
    violation: /^4: .* received .* again without a crash/,
  },
  {
    what: 'the API accepts the redelivery of an unfinished delivery',
    scenario: 'an operator replays all deliveries while some are retrying',
    sabotage: 'redelivers-unfinished-deliveries',
    violation: /^api: .* not redelivered/,
  },
  {
    what: 'a redelivery is acknowledged but not performed',
    scenario: 'an operator redelivers finished deliveries',
    sabotage: 'skips-api-writes',
    violation: /^api: sequence 1 was not redelivered/,
  },
  {
    what: 'a replay skips older firings',
    scenario: 'two operators replay the missing deliveries',
    sabotage: 'replays-latest-firing-only',
    violation: /^api: .* was not replayed/,
  },
  {
    what: 'an enabled subscription stays inactive',
    scenario: 'an operator enables a dormant subscription',
    sabotage: 'skips-api-writes',
    violation: /^api: .* was enabled but stayed inactive/m,
  },
  {
    what: 'an active subscription is treated as dormant',
    scenario: 'an operator enables a dormant subscription',
    sabotage: 'keeps-subscriptions-dormant',
    violation: /^3: .* dead as dormant, but the subscription was not dormant/,
  },
  {
    what: 'the retry schedule is too short',
    scenario: 'receivers fail and then recover',
    sabotage: 'shortened-retry-schedule',
    violation: /^3: .* after 2 of 4 failures/,
  },
  {
    what: 'retention removes an unfinished delivery',
    scenario: 'retention runs while a delivery is retrying',
    sabotage: 'retires-unfinished-deliveries',
    violation: /^3: .* was removed while retrying/m,
  },
  {
    what: 'retention removes a firing before its deliveries',
    scenario: 'retention runs while a delivery is retrying',
    sabotage: 'retires-firings-with-deliveries',
    violation: /^3: .* was removed before its delivery/,
  },
  {
    what: 'retention removes the entry of an environment that is entered again',
    scenario: 'an unused environment is named again while retention removes it',
    sabotage: 'removes-stamped-entries',
    violation: /^3: the environment .* has rows, but no entry in the directory/m,
  },
  {
    what: 'a subscription that is deleted during a fan-out gets no delivery',
    scenario: 'subscriptions are deleted and replaced during a fan-out',
    sabotage: 'unsubscribe-ignores-fan-outs',
    violation: /^3: .* there is no delivery/,
  },
  {
    what: 'a dormant subscription that is removed during a fan-out gets no delivery',
    scenario: 'subscriptions that were dormant for 30 days are removed during a fan-out',
    sabotage: 'pruning-ignores-fan-outs',
    violation: /^3: .* there is no delivery/,
  },
  {
    what: 'a poisoned message becomes two dead letters',
    scenario: 'the host moves messages to the poison queues',
    sabotage: 'random-poison-keys',
    violation: /^1: 2 dead letters for 1 /,
  },
  {
    what: 'a poisoned message becomes no dead letter',
    scenario: 'the host moves messages to the poison queues',
    sabotage: 'poison-removed-before-dead-letter',
    violation: /^1: 0 dead letters for 1 /,
  },
  {
    what: 'a redriven message is not published',
    scenario: 'two operators redrive the poisoned messages',
    sabotage: 'redrive-without-publishing',
    violation: /^1: a dead letter was removed but its message was not published: /,
  },
  {
    what: 'a redrive is acknowledged but not performed',
    scenario: 'two operators redrive the dead deliveries',
    sabotage: 'skips-api-writes',
    violation: /^api: the dead letter .* was not redriven/,
  },
  {
    what: 'a bulk redrive is acknowledged but not performed',
    scenario: 'two operators redrive all dead letters of an environment',
    sabotage: 'skips-api-writes',
    violation: /^api: the dead letter .* was not redriven/,
  },
  {
    what: 'a disabled subscription stays active',
    scenario: 'an operator disables a subscription while deliveries wait for its circuit',
    sabotage: 'skips-api-writes',
    violation: /^api: .* was disabled but stayed active/m,
  },
  {
    what: 'a removed subscription stays',
    scenario: 'two operators remove a subscription while its delivery is retrying',
    sabotage: 'skips-api-writes',
    violation: /^api: .* was removed but is still there/m,
  },
  {
    what: 'a rotation is acknowledged but not performed',
    scenario: 'two operators rotate the secret of a subscription while it is sent to',
    sabotage: 'skips-api-writes',
    violation: /^api: the secret of .* was not rotated/m,
  },
  {
    what: 'a rotation ends the secret before',
    scenario: 'two operators rotate the secret of a subscription while it is sent to',
    sabotage: 'forgets-previous-secret',
    violation: /^api: the secret of .* was replaced and does not sign any more/m,
  },
  {
    what: 'a firing is missing from the timeline',
    scenario: 'one run fires for one subscriber',
    sabotage: 'skips-timeline',
    violation: /^list: .* is not on the timeline once/m,
  },
];
