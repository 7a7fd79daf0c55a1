import type { Scenario } from '../engine/scenario.ts';
import { bad, many, onFailure, onRevenue, postRuns, postSamples, run, sample, url } from './builders.ts';
import { always, failing, slow, unavailable } from './receiver-behaviors.ts';

const [early, lasting, coming] = [onFailure('early'), onFailure('lasting'), onFailure('coming')] as const;

const createdAndDeleted: Scenario = {
  name: 'subscriptions are created and deleted while runs fire',
  workers: 2,
  subscriptions: [early, lasting],
  script: [
    postRuns(0, [run()]),
    { at: 0, do: 'subscribe', subscription: coming },
    { at: 0, do: 'unsubscribe', subscription: early },
    postRuns(0, [run({ runId: 'job-8' })]),
    postRuns(1_000, [run({ runId: 'job-9' })]),
  ],
  remainingCallbacks: [coming.url, lasting.url],
};

const metricSubscriber = onRevenue(7);

const crossingDuringSubscribe: Scenario = {
  name: 'a metric crosses a threshold while a subscription to it is created',
  workers: 2,
  subscriptions: [onRevenue(20)],
  script: [
    postSamples(0, [sample(1, 3)]),
    { at: 0, do: 'subscribe', subscription: metricSubscriber },
    postSamples(0, [sample(2, 9)]),
    postSamples(1_000, [sample(3, 5)]),
    postSamples(1_000, [sample(4, 25)]),
  ],
  remainingCallbacks: [metricSubscriber.url, url('above-20')],
};

const again = onFailure('again');

const createdAgain: Scenario = {
  name: 'a subscription is deleted and created again',
  workers: 2,
  subscriptions: [again, lasting],
  receivers: { [again.url]: failing(1, unavailable) },
  script: [
    postRuns(0, [run()]),
    { at: 2_000, do: 'unsubscribe', subscription: again },
    { at: 3_000, do: 'subscribe', subscription: again },
    postRuns(3_000, [run({ runId: 'job-8' })]),
  ],
};

const leaving = onFailure('leaving');

const givenUpTwice: Scenario = {
  name: 'two workers give up the delivery of a deleted subscription',
  workers: 2,
  subscriptions: [leaving],
  receivers: { [leaving.url]: always(unavailable) },
  script: [
    postRuns(0, [run()]),
    { at: 1_000, do: 'unsubscribe', subscription: leaving },
    // The retry is due, and duplicates of the event resume the same delivery.
    postRuns(6_000, [run()], 3),
  ],
};

const FLOW = ['subscription', 'group', 'my-flow'];
const [before, after] = [onFailure('flow-before', { flow: FLOW }), onFailure('flow-after', { flow: FLOW })] as const;

const replacedFlow: Scenario = {
  name: 'a flow is saved with a new callback',
  workers: 2,
  subscriptions: [before, lasting],
  script: [
    postRuns(0, [run()]),
    { at: 0, do: 'subscribe', subscription: after },
    postRuns(0, [run({ runId: 'job-8' })]),
    // Power Automate deletes the old subscription after it has created the new one.
    { at: 5_000, do: 'unsubscribe', subscription: before },
    postRuns(6_000, [run({ runId: 'job-9' })]),
  ],
  remainingCallbacks: [after.url, lasting.url],
};

const savedOnce = onFailure('saved', { flow: FLOW, version: '1' });
const savedTwice = { ...savedOnce, version: '2' };

const savedUnchanged: Scenario = {
  name: 'a flow is saved again with the same callback',
  workers: 2,
  subscriptions: [savedOnce],
  script: [
    postRuns(0, [run()]),
    { at: 0, do: 'subscribe', subscription: savedTwice },
    { at: 0, do: 'unsubscribe', subscription: savedOnce },
    postRuns(1_000, [run({ runId: 'job-8' })]),
  ],
  remainingCallbacks: [savedOnce.url],
};

const twoCopies: Scenario = {
  name: 'two workers handle copies of the same run',
  workers: 2,
  isFinishedByRedelivery: true,
  subscriptions: many(3),
  script: [postRuns(0, [run()], 2)],
};

const threeCopies: Scenario = {
  name: 'three concurrent copies of a sample cross the same threshold',
  workers: 3,
  subscriptions: [onRevenue(5), onRevenue(6)],
  script: [postSamples(0, [sample(1, 3)]), postSamples(1_000, [sample(2, 8)], 3)],
};

const sweeperDuringDelivery: Scenario = {
  name: 'the sweeper runs while workers wait for slow receivers',
  workers: 2,
  subscriptions: many(18),
  receivers: { [url('n0')]: slow(29_000), [url('n1')]: { ...failing(1, unavailable), takes: 25_000 } },
  script: [postRuns(45_000, [run()], 2)],
};

const clearedQueues: Scenario = {
  name: 'all queues are cleared twice',
  workers: 1,
  subscriptions: many(42),
  receivers: { [url('n3')]: failing(2, unavailable), [url('n0')]: slow(3_000) },
  script: [postRuns(0, [run()]), { at: 1_000, do: 'clear-queues' }, { at: 70_000, do: 'clear-queues' }],
};

const manyEvents: Scenario = {
  name: 'one message holds many events',
  workers: 2,
  subscriptions: [
    onFailure('any'),
    onRevenue(5),
    onRevenue(8, { triggerType: 'segment-threshold-crossed', parameters: { segment: 'vip', threshold: 8 } }),
  ],
  script: [
    postRuns(0, [run(), run({ name: 'erp' }), run(), run({ operation: 'all' }), run({ operation: 'map' })]),
    postSamples(0, [
      sample(3, 9),
      bad,
      sample(1, 2),
      sample(2, 7, { metricType: 'segment', name: 'vip', previousValue: 1 }),
      sample(4, 10, { metricType: 'segment', name: 'vip' }),
      sample(5, 5),
    ]),
  ],
};

const nativeAndRecord: Scenario = {
  name: 'a run is reported as a native event and as a diagnostic record',
  workers: 2,
  isFinishedByRedelivery: true,
  subscriptions: [onFailure('any'), onFailure('full', { triggerType: 'full-refresh-completed' })],
  script: [
    postRuns(0, [run({ isRecord: true })]),
    postRuns(0, [run()]),
    postRuns(0, [
      run({ operation: 'all', status: 'succeeded' }),
      run({ operation: 'all', status: 'succeeded', isRecord: true }),
    ]),
  ],
};

/** Scenarios in which several processes work at the same time. */
export const concurrencyScenarios: readonly Scenario[] = [
  createdAndDeleted,
  crossingDuringSubscribe,
  createdAgain,
  givenUpTwice,
  replacedFlow,
  savedUnchanged,
  twoCopies,
  threeCopies,
  sweeperDuringDelivery,
  clearedQueues,
  manyEvents,
  nativeAndRecord,
];
