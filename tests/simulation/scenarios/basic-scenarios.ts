import { unreachable } from '../engine/receivers.ts';
import type { Scenario } from '../engine/scenario.ts';
import { many, onFailure, onRevenue, postRuns, postSamples, run, sample, url } from './builders.ts';
import * as receivers from './receiver-behaviors.ts';

const { always, failing } = receivers;

const runKinds: Scenario = {
  name: 'all kinds of refresh runs are reported',
  workers: 2,
  isFinishedByRedelivery: true,
  subscriptions: [
    onFailure('failed'),
    onFailure('failed-erp', { parameters: { dataSource: 'erp' } }),
    onFailure('succeeded', { triggerType: 'data-source-refresh-succeeded' }),
    onFailure('full', { triggerType: 'full-refresh-completed', parameters: { submission: 'manual' } }),
    onFailure('unified', { triggerType: 'unification-refresh-completed', parameters: { outcome: 'failed' } }),
  ],
  script: [
    postRuns(0, [run()]),
    postRuns(0, [run({ status: 'succeededWithWarnings', runId: 'job-8' })]),
    postRuns(0, [run({ operation: 'all', status: 'succeeded', submission: 'manual' })]),
    postRuns(0, [run({ operation: 'merge' })]),
    postRuns(0, [run({ operation: 'map' }), run({ status: 'running', runId: 'job-9' })]),
    postRuns(0, [run({ status: 'canceled', runId: 'job-9' })]),
  ],
};

const crossings: Scenario = {
  name: 'a metric rises and falls across two thresholds',
  workers: 1,
  subscriptions: [onRevenue(5), onRevenue(10)],
  script: [3, 5, 6, 5, 12, 4].map((value, index) => postSamples(index * 1000, [sample(index, value)])),
};

const lateAndDuplicate: Scenario = {
  name: 'samples arrive late, twice and for the same minute',
  workers: 2,
  subscriptions: [onRevenue(5), onRevenue(7)],
  script: [
    postSamples(0, [sample(1, 3)], 2),
    postSamples(0, [sample(2, 6)], 2),
    postSamples(0, [sample(3, 4), sample(4, 9)]),
    postSamples(2000, [sample(2, 6)]),
    postSamples(2000, [sample(4, 8, { id: 'm-3' }), sample(4, 2, { id: 'm-5' })]),
  ],
};

const environments: Scenario = {
  name: 'two environments report the same data sources and metrics',
  workers: 2,
  subscriptions: ['contoso', 'fabrikam'].flatMap((environment) => [
    onFailure(`${environment}/failed`, { environment }),
    onRevenue(5, { environment, url: url(`${environment}/revenue`) }),
    onRevenue(5, { environment, url: url(`${environment}/cost`), parameters: { measure: 'cost', threshold: 5 } }),
  ]),
  script: ['contoso', 'fabrikam'].flatMap((environment) => [
    postRuns(0, [run({ environment })]),
    postSamples(0, [sample(1, 3, { environment }), sample(2, 8, { environment })]),
    postSamples(0, [sample(1, 9, { environment, name: 'cost', previousValue: 1 })]),
  ]),
};

const oneSubscriber: Scenario = {
  name: 'one run fires for one subscriber',
  workers: 1,
  isFinishedByRedelivery: true,
  subscriptions: many(1),
  script: [postRuns(0, [run()])],
};

const sixteenSubscribers: Scenario = {
  name: 'one run fires for 16 subscribers',
  workers: 2,
  isFinishedByRedelivery: true,
  subscriptions: many(16),
  script: [postRuns(0, [run()])],
};

/** The last deliveries of 81 are on the third page of the fan-out, so one page is neither the first nor the last. */
const threePages: Scenario = {
  name: 'one run fires for three pages of subscribers',
  workers: 3,
  isFinishedByRedelivery: true,
  subscriptions: many(81),
  script: [postRuns(0, [run()])],
};

const failingReceivers: Scenario = {
  name: 'receivers fail and then recover',
  workers: 2,
  subscriptions: [onFailure('once'), onFailure('thrice'), onFailure('locked')],
  receivers: {
    [url('once')]: failing(1, receivers.unavailable),
    [url('thrice')]: { ...failing(3, receivers.reset, unreachable, receivers.unavailable), takes: 2_000 },
    [url('locked')]: failing(2, receivers.unauthorized),
  },
  script: [postRuns(0, [run()])],
};

const hopelessReceivers: Scenario = {
  name: 'receivers never accept a notification',
  workers: 2,
  subscriptions: ['down', 'gone', 'refuses', 'asleep'].map((name) => onFailure(name)),
  receivers: {
    [url('down')]: always(receivers.unavailable),
    [url('gone')]: always(receivers.gone),
    [url('refuses')]: always(receivers.refused),
    [url('asleep')]: always(receivers.dormant),
  },
  script: [postRuns(0, [run()]), postRuns(3_000, [run({ runId: 'job-8' })])],
};

/** Scenarios of one kind of event at a time. */
export const basicScenarios: readonly Scenario[] = [
  runKinds,
  crossings,
  lateAndDuplicate,
  environments,
  oneSubscriber,
  sixteenSubscribers,
  threePages,
  failingReceivers,
  hopelessReceivers,
];
