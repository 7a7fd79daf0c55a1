import type { Scenario } from '../engine/scenario.ts';
import { onFailure, postRuns, postSamples, run, sample } from './builders.ts';

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

/** Scenarios in which retention removes environments. */
export const retentionScenarios: readonly Scenario[] = [unusedEnvironment];
