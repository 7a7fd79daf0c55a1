import { always, down, gone, refused, unavailable } from '../engine/receivers.ts';
import type { Scenario } from '../engine/scenario.ts';
import { onFailure, postFailures } from './builders.ts';

/* Scenarios in which deliveries wait for a receiver that fails: the fifth failure in a row opens its circuit. */

const flaky = onFailure('flaky');
const opened = [postFailures(0, 1, 2, 3, 4, 5), postFailures(1_000, 6)] as const;

const openCircuit: Scenario = {
  name: 'open-circuit',
  workers: 2,
  subscriptions: [flaky],
  // The fifth failure opens the circuit, and the first probe fails.
  receivers: { [flaky.url]: down(6, unavailable) },
  script: [postFailures(0, 1, 2, 3), postFailures(0, 4, 5), postFailures(2_000, 6)],
};

const enabled: Scenario = {
  name: 'enable-twice-while-deliveries-wait',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(6, unavailable) },
  script: [
    ...opened,
    { at: 7_000, do: 'enable', subscription: flaky },
    { at: 7_000, do: 'enable', subscription: flaky },
    postFailures(7_000, 7),
  ],
};

const renewed: Scenario = {
  name: 'subscribe-again-while-deliveries-wait',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(6, unavailable) },
  script: [
    ...opened,
    { at: 7_000, do: 'subscribe', subscription: flaky },
    { at: 7_000, do: 'replay', subscription: flaky, include: 'all', since: -1_000 },
  ],
};

const goneForGood: Scenario = {
  name: 'gone-while-deliveries-wait',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: { answer: (_attempt, ofAll) => (ofAll > 5 ? gone : unavailable) } },
  script: [...opened],
};

const leaving: Scenario = {
  name: 'unsubscribe-while-the-circuit-opens',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: always(unavailable) },
  script: [postFailures(0, 1, 2, 3, 4), { at: 4_000, do: 'unsubscribe', subscription: flaky }],
};

const refusing: Scenario = {
  name: 'refused-while-the-circuit-is-open',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(8, refused) },
  script: [postFailures(0, 1, 2, 3, 4), postFailures(0, 5, 6, 7), postFailures(0, 8), postFailures(1_000, 9, 10)],
};

/* The retries fall due when the sweeper comes, just behind the end of the circuit. */
const leavingBesideRetries: Scenario = {
  name: 'unsubscribe-beside-retries-and-the-sweeper',
  workers: 3,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(7, unavailable) },
  script: [postFailures(54_000, 0, 1, 2, 3, 4), { at: 59_000, do: 'unsubscribe', subscription: flaky }],
};

const enabledBesideRetries: Scenario = {
  name: 'enable-beside-retries-and-the-sweeper',
  workers: 3,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(7, unavailable) },
  script: [postFailures(54_000, 0, 1, 2, 3, 4), { at: 59_000, do: 'enable', subscription: flaky }],
};

export const circuitScenarios: readonly Scenario[] = [
  ...[openCircuit, enabled, renewed, goneForGood, leaving, refusing],
  ...[leavingBesideRetries, enabledBesideRetries],
];
