import { always, gone } from '../engine/receivers.ts';
import type { Scenario } from '../engine/scenario.ts';
import { many, onFailure, postRuns, run, url } from './builders.ts';

/*
 * Scenarios in which subscriptions leave while a firing is being fanned out. Of 42 subscribers the keys of n29 and n11 are the last
 * ones, behind the first page of the fan-out.
 */

const goneDuringFanOut: Scenario = {
  name: 'gone-during-the-fan-out',
  workers: 2,
  subscriptions: many(42),
  receivers: Object.fromEntries(['n11', 'n29', 'n0', 'n1'].map((name) => [url(name), always(gone)])),
  script: [postRuns(0, [run()]), postRuns(0, [run({ runId: 'job-8' })])],
};

const FLOW = ['subscription', 'group', 'my-flow'];
const [deleted, saved, savedAgain] = [
  onFailure('n11'),
  onFailure('n29', { flow: FLOW }),
  onFailure('saved-again', { flow: FLOW }),
] as const;

const leavingDuringFanOut: Scenario = {
  name: 'unsubscribe-and-save-during-the-fan-out',
  workers: 1,
  subscriptions: [...many(42).filter((one) => one.url !== deleted.url && one.url !== saved.url), deleted, saved],
  // A worker that has died in the middle is not back before the sweeper comes.
  script: [
    postRuns(0, [run()]),
    { at: 1_000, do: 'unsubscribe', subscription: deleted },
    { at: 1_000, do: 'subscribe', subscription: savedAgain },
  ],
};

export const fanOutScenarios: readonly Scenario[] = [goneDuringFanOut, leavingDuringFanOut];
