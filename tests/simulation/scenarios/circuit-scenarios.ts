import type { Scenario } from '../engine/scenario.ts';
import { onFailure, postFailures } from './builders.ts';
import { always, down, gone, refused, unavailable } from './receiver-behaviors.ts';

const flaky = onFailure('flaky');
const opened = [postFailures(0, 1, 2, 3, 4, 5), postFailures(1_000, 6)] as const;

const openCircuit: Scenario = {
  name: 'a circuit opens and its first probe fails',
  workers: 2,
  subscriptions: [flaky],
  // The fifth failure opens the circuit; the sixth is that of the first probe.
  receivers: { [flaky.url]: down(6, unavailable) },
  script: [postFailures(0, 1, 2, 3), postFailures(0, 4, 5), postFailures(2_000, 6)],
};

const enabled: Scenario = {
  name: 'a subscription is enabled twice while deliveries wait for its circuit',
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
  name: 'a subscription is created again while deliveries wait for its circuit',
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
  name: 'a receiver answers 410 while deliveries wait for its circuit',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: { answer: (_attempt, ofAll) => (ofAll > 5 ? gone : unavailable) } },
  script: [...opened],
};

const leaving: Scenario = {
  name: 'a subscription is deleted while its circuit opens',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: always(unavailable) },
  script: [postFailures(0, 1, 2, 3, 4), { at: 4_000, do: 'unsubscribe', subscription: flaky }],
};

const refusing: Scenario = {
  name: 'a receiver answers 400 while its circuit is open',
  workers: 2,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(8, refused) },
  script: [postFailures(0, 1, 2, 3, 4), postFailures(0, 5, 6, 7), postFailures(0, 8), postFailures(1_000, 9, 10)],
};

/* The first retries become due at 59 s, just before the sweeper runs. */
const leavingBesideRetries: Scenario = {
  name: 'a subscription is deleted while its retries and the sweeper run',
  workers: 3,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(7, unavailable) },
  script: [postFailures(54_000, 0, 1, 2, 3, 4), { at: 59_000, do: 'unsubscribe', subscription: flaky }],
};

const enabledBesideRetries: Scenario = {
  name: 'a subscription is enabled while its retries and the sweeper run',
  workers: 3,
  subscriptions: [flaky],
  receivers: { [flaky.url]: down(7, unavailable) },
  script: [postFailures(54_000, 0, 1, 2, 3, 4), { at: 59_000, do: 'enable', subscription: flaky }],
};

/** Scenarios in which deliveries wait for an open circuit. The fifth consecutive failure opens it. */
export const circuitScenarios: readonly Scenario[] = [
  ...[openCircuit, enabled, renewed, goneForGood, leaving, refusing],
  ...[leavingBesideRetries, enabledBesideRetries],
];
