import type { Scenario } from '../engine/scenario.ts';
import { many, onFailure, onRevenue, postFailures, postRuns, postSamples, run, sample, url } from './builders.ts';
import { failing, slow, unavailable } from './receiver-behaviors.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/* Values that cross 5 before, during and after an outage from the first to the 121st minute: 6 crossings. */
const crossings = [
  ...[3, 9, 2].map((value, index) => postSamples(index * SECOND, [sample(index, value)])),
  ...[8, 4, 7, 1].map((value, index) => postSamples(30 * MINUTE + index * 3 * SECOND, [sample(10 + index, value)])),
  ...[6, 2].map((value, index) => postSamples(90 * MINUTE + index * 3 * SECOND, [sample(20 + index, value)])),
  ...[9, 3, 8].map((value, index) => postSamples(130 * MINUTE + index * 3 * SECOND, [sample(30 + index, value)])),
];

const twoHours = (of: 'table' | 'storage'): Scenario => ({
  name: `${of === 'table' ? 'the table is' : 'the table and the queues are'} away for two hours`,
  workers: 1,
  subscriptions: [onRevenue(5), onFailure('failed')],
  receivers: { [url('failed')]: failing(1, unavailable) },
  surroundings: { outages: [{ of, from: MINUTE, lasts: 2 * HOUR }], keepsOrder: true },
  script: [...crossings, postFailures(0, 1), postFailures(59 * SECOND, 2), postFailures(40 * MINUTE, 3, 4)],
});

const duringAttempts: Scenario = {
  name: 'the table goes away while attempts are under way',
  workers: 2,
  subscriptions: many(4),
  receivers: { [url('n0')]: slow(20_000), [url('n1')]: { ...failing(2, unavailable), takes: 5_000 } },
  surroundings: { outages: [{ of: 'table', from: SECOND, lasts: 12 * MINUTE }] },
  script: [postRuns(0, [run()]), postFailures(500, 8), postFailures(4 * MINUTE, 9)],
};

const shortPages: Scenario = {
  name: 'pages of the table are short',
  workers: 2,
  subscriptions: many(60),
  surroundings: { longestPage: 7 },
  receivers: { [url('n3')]: failing(2, unavailable) },
  script: [postRuns(0, [run()]), { at: 100, do: 'clear-queues' }],
};

const skewedClocks: Scenario = {
  name: 'the clocks of the processes differ by a minute',
  workers: 3,
  subscriptions: many(4),
  surroundings: { clockSkew: MINUTE, doublesMessages: true },
  receivers: {
    [url('n0')]: slow(29_000),
    [url('n2')]: slow(29_000),
    [url('n1')]: { ...failing(1, unavailable), takes: 25_000 },
  },
  script: [postRuns(45_000, [run()], 2), ...[1, 2, 3, 4].map((job) => postFailures(job * 40 * SECOND, job))],
};

const twoVersions: Scenario = {
  name: 'processes of two versions handle the same topics',
  workers: 3,
  subscriptions: [onRevenue(5), onRevenue(7), onFailure('flaky'), onFailure('steady')],
  surroundings: { hasTwoVersions: true },
  receivers: { [url('flaky')]: failing(2, unavailable) },
  script: [
    ...[3, 9, 2, 8].map((value, index) => postSamples(index * SECOND, [sample(index, value)])),
    ...[1, 2, 3, 4].map((job) => postFailures(job * SECOND, job)),
    { at: 6_000, do: 'subscribe', subscription: onRevenue(6) },
    postSamples(7_000, [sample(5, 3), sample(6, 9)]),
  ],
};

const [paused, kept] = [onFailure('paused'), onFailure('kept')];

const unknownStatus: Scenario = {
  name: 'a later version gives a subscription a status that is not known',
  workers: 2,
  subscriptions: [paused, kept],
  surroundings: { hasTwoVersions: true },
  receivers: { [paused.url]: failing(1, unavailable) },
  script: [
    postFailures(0, 1),
    { at: SECOND, do: 'set-status', subscription: paused, status: 'paused' },
    postFailures(2 * SECOND, 2, 3),
    { at: 20 * MINUTE, do: 'set-status', subscription: paused, status: 'active' },
  ],
};

const doubledMessages: Scenario = {
  name: 'queues deliver messages twice',
  workers: 3,
  subscriptions: [...many(3), onRevenue(5)],
  surroundings: { doublesMessages: true },
  receivers: { [url('n0')]: slow(15_000), [url('n1')]: { ...failing(2, unavailable), takes: 2_000 } },
  script: [
    postFailures(0, 1, 2),
    ...[3, 9, 2, 8].map((value, index) => postSamples(index * SECOND, [sample(index, value)])),
  ],
};

/** Scenarios with surroundings other than the usual ones. The crash-point tests do not visit them. */
export const surroundingsScenarios: readonly Scenario[] = [
  twoHours('table'),
  twoHours('storage'),
  duringAttempts,
  shortPages,
  skewedClocks,
  twoVersions,
  unknownStatus,
  doubledMessages,
];
