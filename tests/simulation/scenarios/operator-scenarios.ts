import type { Scenario } from '../engine/scenario.ts';
import { onFailure, postFailures, run } from './builders.ts';
import { busy, dormant, down, failing, gone, refused, slow, unavailable } from './receiver-behaviors.ts';

const HOUR = 60 * 60_000;

const flaky = onFailure('flaky');
const steady = onFailure('steady');

const redelivered: Scenario = {
  name: 'an operator redelivers finished deliveries',
  workers: 2,
  subscriptions: [flaky, steady],
  receivers: { [flaky.url]: down(1, refused), [steady.url]: slow(2_000) },
  script: [
    postFailures(0, 1),
    { at: 10_000, do: 'redeliver', subscription: flaky, sequence: 1 },
    { at: 10_000, do: 'redeliver', subscription: steady, sequence: 1 },
  ],
};

const replayedMissing: Scenario = {
  name: 'two operators replay the missing deliveries',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(2, refused) },
  script: [
    postFailures(0, 1, 2),
    postFailures(1_000, 3),
    { at: 10_000, do: 'replay', subscription: flaky, include: 'missing', since: -HOUR },
    { at: 10_000, do: 'replay', subscription: flaky, include: 'missing', since: -HOUR },
    postFailures(10_000, 4),
  ],
};

const replayedAll: Scenario = {
  name: 'an operator replays all deliveries while some are retrying',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: failing(1, unavailable) },
  script: [
    postFailures(0, 1),
    postFailures(4_000, 2, 3),
    { at: 9_000, do: 'replay', subscription: flaky, include: 'all', since: 2_000 },
    { at: 9_000, do: 'redeliver', subscription: flaky, sequence: 1 },
  ],
};

/* A delayed replay continues after the flow is gone, while new runs fire. */
const replayedUntilGone: Scenario = {
  name: 'a receiver answers 410 during a replay',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: { answer: (_attempt, ofAll) => (ofAll > 1 ? gone : refused) } },
  script: [
    postFailures(0, 1),
    { at: 5_000, do: 'replay', subscription: flaky, include: 'missing', since: -HOUR },
    postFailures(6_000, 2),
    postFailures(7_000, 3),
  ],
};

const enabledDormant: Scenario = {
  name: 'an operator enables a dormant subscription',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(1, dormant) },
  script: [
    postFailures(0, 1),
    postFailures(1_000, 2),
    { at: 10_000, do: 'enable', subscription: flaky },
    postFailures(10_000, 3),
    { at: 20_000, do: 'replay', subscription: flaky, include: 'missing', since: -HOUR },
  ],
};

const enabledDisabled: Scenario = {
  name: 'an operator enables a disabled subscription',
  workers: 2,
  subscriptions: [flaky],
  settings: { disableAfter: 60_000 },
  // The fifth failure opens the circuit. The sixth is that of the probe a minute later, which disables the subscription.
  receivers: { [flaky.url]: down(6, unavailable) },
  script: [
    postFailures(0, 1, 2),
    postFailures(2_000, 3),
    { at: HOUR, do: 'enable', subscription: flaky },
    { at: HOUR + 10_000, do: 'replay', subscription: flaky, include: 'missing', since: -HOUR },
  ],
};

const disabledByOperator: Scenario = {
  name: 'an operator disables a subscription and enables it later',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(1, unavailable) },
  script: [
    postFailures(0, 1),
    { at: 1_000, do: 'disable', subscription: flaky },
    postFailures(1_000, 2),
    { at: 20_000, do: 'enable', subscription: flaky },
    { at: 30_000, do: 'replay', subscription: flaky, include: 'missing', since: -HOUR },
  ],
};

const disabledWhileWaiting: Scenario = {
  name: 'an operator disables a subscription while deliveries wait for its circuit',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(6, unavailable) },
  script: [
    postFailures(0, 1, 2),
    postFailures(2_000, 3, 4, 5),
    postFailures(4_000, 6),
    { at: 10_000, do: 'disable', subscription: flaky },
  ],
};

const rotated: Scenario = {
  name: 'two operators rotate the secret of a subscription while it is sent to',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: failing(1, unavailable) },
  script: [
    postFailures(0, 1),
    { at: 0, do: 'rotate-secret', subscription: flaky },
    { at: 0, do: 'rotate-secret', subscription: flaky },
  ],
};

const removedByOperator: Scenario = {
  name: 'two operators remove a subscription while its delivery is retrying',
  workers: 2,
  subscriptions: [flaky, steady],
  receivers: { [flaky.url]: down(1, unavailable) },
  script: [
    postFailures(0, 1),
    { at: 2_000, do: 'remove', subscription: flaky },
    { at: 2_000, do: 'remove', subscription: flaky },
    postFailures(2_000, 2),
  ],
  remainingCallbacks: [steady.url],
};

const redrivenTogether: Scenario = {
  name: 'two operators redrive all dead letters of an environment',
  workers: 2,
  subscriptions: [flaky, steady],
  receivers: { [flaky.url]: down(2, refused) },
  script: [
    postFailures(0, 1, 2),
    { at: 10_000, do: 'redrive-many', environment: flaky.environment },
    { at: 10_000, do: 'redrive-many', environment: flaky.environment },
  ],
};

const retention: Scenario = {
  name: 'retention runs while a delivery is retrying',
  workers: 2,
  subscriptions: [flaky, steady],
  settings: { retention: HOUR },
  receivers: { [flaky.url]: failing(2, busy) },
  script: [
    postFailures(0, 1),
    { at: 1.5 * HOUR, do: 'retire' },
    { at: 1.5 * HOUR, do: 'replay', subscription: steady, include: 'all', since: -HOUR },
    { at: 4.5 * HOUR, do: 'retire' },
    { at: 6 * HOUR, do: 'retire' },
  ],
};

const poisoned: Scenario = {
  name: 'the host moves messages to the poison queues',
  workers: 2,
  subscriptions: [flaky],
  script: [
    { at: 0, do: 'post', message: { queue: 'refresh-status', events: [], raw: '{"eventId":"not base64"}' } },
    { at: 0, do: 'post', message: { queue: 'refresh-status', events: [run({ runId: 'job-1' })], takenBefore: 10 } },
    { at: 0, do: 'post', message: { queue: 'refresh-status', events: [run({ runId: 'job-2' })], takenBefore: 9 } },
    { at: 0, do: 'post', message: { queue: 'metric-change', events: [], raw: '\u00e4' } },
  ],
};

const redriven: Scenario = {
  name: 'two operators redrive the dead deliveries',
  workers: 2,
  subscriptions: [flaky, steady],
  receivers: { [flaky.url]: down(2, refused) },
  script: [
    postFailures(0, 1, 2),
    { at: 10_000, do: 'redrive', source: 'delivery' },
    { at: 10_000, do: 'redrive', source: 'delivery' },
  ],
};

const redrivenPoison: Scenario = {
  name: 'two operators redrive the poisoned messages',
  workers: 2,
  subscriptions: [flaky],
  script: [
    { at: 0, do: 'post', message: { queue: 'refresh-status', events: [run({ runId: 'job-1' })], takenBefore: 10 } },
    { at: 0, do: 'post', message: { queue: 'refresh-status', events: [run({ runId: 'job-2' })], takenBefore: 9 } },
    { at: 90_000, do: 'redrive', source: 'event' },
    { at: 90_000, do: 'redrive', source: 'event' },
  ],
};

/** Scenarios of operator calls, retention and poison queues. */
export const operatorScenarios: readonly Scenario[] = [
  redelivered,
  replayedMissing,
  replayedAll,
  replayedUntilGone,
  enabledDormant,
  enabledDisabled,
  disabledByOperator,
  disabledWhileWaiting,
  rotated,
  removedByOperator,
  redrivenTogether,
  retention,
  poisoned,
  redriven,
  redrivenPoison,
];
