import type { Scenario } from '../engine/scenario.ts';
import { basicScenarios } from './basic-scenarios.ts';
import { circuitScenarios } from './circuit-scenarios.ts';
import { concurrencyScenarios } from './concurrency-scenarios.ts';
import { fanOutScenarios } from './fan-out-scenarios.ts';
import { logScenarios } from './log-scenarios.ts';
import { operatorScenarios } from './operator-scenarios.ts';
import { retentionScenarios } from './retention-scenarios.ts';
import { surroundingsScenarios } from './surroundings-scenarios.ts';

/** Scenarios of events and their firings. */
export const eventScenarios: readonly Scenario[] = [...basicScenarios, ...concurrencyScenarios, ...fanOutScenarios];

/** Scenarios of operators, timers and circuit breakers. */
export const operationScenarios: readonly Scenario[] = [
  ...operatorScenarios,
  ...circuitScenarios,
  ...retentionScenarios,
];

/** All scenarios with the usual surroundings. Random schedules draw from this list by position, so its order is part of every seed. */
export const scenarios: readonly Scenario[] = [...eventScenarios, ...operationScenarios];

/**
 * The scenario with this name.
 * @throws when there is none.
 */
export function findScenario(name: string): Scenario {
  const all = [...scenarios, ...surroundingsScenarios, ...logScenarios];
  const scenario = all.find((one) => one.name === name);
  if (!scenario)
    throw new Error(`unknown scenario '${name}'; expected one of:\n${all.map((one) => one.name).join('\n')}`);
  return scenario;
}
