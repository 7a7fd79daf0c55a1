import { basicScenarios } from './basic-scenarios.ts';
import { livelyScenarios } from './lively-scenarios.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [...basicScenarios, ...livelyScenarios];
