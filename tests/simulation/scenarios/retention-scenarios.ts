import type { Scenario, Subscription } from '../engine/scenario.ts';
import { many, onFailure, postRuns, postSamples, run, sample, url } from './builders.ts';

const HOUR = 60 * 60_000;
const UNUSED = 25 * HOUR;

const unusedEnvironment: Scenario = {
  name: 'an unused environment is named again while retention removes it',
  workers: 2,
  subscriptions: [],
  settings: { retention: HOUR },
  script: [
    postSamples(0, [sample(0, 5)]),
    { at: UNUSED, do: 'retire' },
    // Retention needs some milliseconds until it removes the entry.
    postSamples(UNUSED + 5, [sample(1, 6)]),
    postRuns(UNUSED + 8, [run()]),
    { at: UNUSED + 10, do: 'subscribe', subscription: onFailure('new') },
  ],
};

/* Of 42 subscriptions, the keys of n29 and n11 are the last, so a fan-out gets to them on its second page. */
const isLast = (one: Subscription) => one.url === url('n11') || one.url === url('n29');

const pruning: Scenario = {
  name: 'subscriptions that were dormant for 30 days are removed during a fan-out',
  workers: 1,
  // Nothing is sent to a dormant subscription, so the run is short.
  subscriptions: many(42).map((one) => ({ ...one, dormantDays: isLast(one) ? 31 : 1 })),
  // After a crash during the fan-out, retention comes before the sweeper resumes it.
  script: [postRuns(0, [run()]), { at: 1_000, do: 'retire' }],
  remainingCallbacks: many(42).flatMap((one) => (isLast(one) ? [] : [one.url])),
};

/** Scenarios in which retention removes environments and subscriptions. */
export const retentionScenarios: readonly Scenario[] = [unusedEnvironment, pruning];
