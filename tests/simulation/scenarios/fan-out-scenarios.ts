import type { Scenario } from '../engine/scenario.ts';
import { many, onFailure, postRuns, run, url } from './builders.ts';
import { always, gone } from './receiver-behaviors.ts';

/*
 * A fan-out reads its subscriptions in pages, in key order. Of 42 subscriptions, the keys of n29 and n11 are the last: they are on
 * the second page.
 */

const goneDuringFanOut: Scenario = {
  name: 'receivers answer 410 during a fan-out',
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

const deletedDuringFanOut: Scenario = {
  name: 'subscriptions are deleted and replaced during a fan-out',
  workers: 1,
  subscriptions: [...many(42).filter((one) => one.url !== deleted.url && one.url !== saved.url), deleted, saved],
  // After a crash during the fan-out, these calls come before the sweeper resumes it.
  script: [
    postRuns(0, [run()]),
    { at: 1_000, do: 'unsubscribe', subscription: deleted },
    { at: 1_000, do: 'subscribe', subscription: savedAgain },
  ],
};

/** Scenarios in which subscriptions end during a fan-out. */
export const fanOutScenarios: readonly Scenario[] = [goneDuringFanOut, deletedDuringFanOut];
