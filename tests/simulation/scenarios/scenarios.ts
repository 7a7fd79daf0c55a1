import type { Scenario } from '../engine/scenario.ts';
import { basicScenarios } from './basic-scenarios.ts';
import { circuitScenarios } from './circuit-scenarios.ts';
import { livelyScenarios } from './concurrency-scenarios.ts';
import { fanOutScenarios } from './fan-out-scenarios.ts';
import { operatorScenarios } from './operator-scenarios.ts';

/** What happens with events as they come. */
export const eventScenarios: readonly Scenario[] = [...basicScenarios, ...livelyScenarios, ...fanOutScenarios];

/** What happens later: failing receivers, operators and timers. */
export const lateScenarios: readonly Scenario[] = [...operatorScenarios, ...circuitScenarios];

export const scenarios: readonly Scenario[] = [...eventScenarios, ...lateScenarios];
