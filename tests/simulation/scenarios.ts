import { basicScenarios } from './basic-scenarios.ts';
import { circuitScenarios } from './circuit-scenarios.ts';
import { fanOutScenarios } from './fan-out-scenarios.ts';
import { livelyScenarios } from './lively-scenarios.ts';
import { operatorScenarios } from './operator-scenarios.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  ...basicScenarios,
  ...livelyScenarios,
  ...fanOutScenarios,
  ...operatorScenarios,
  ...circuitScenarios,
];
