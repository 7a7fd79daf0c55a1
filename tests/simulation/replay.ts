import { parseArgs } from 'node:util';
import { violationsOf } from './checks/check.ts';
import { type Fault, MODES } from './engine/faults.ts';
import type { Sabotage } from './engine/processes.ts';
import type { Scenario } from './engine/scenario.ts';
import { simulate } from './engine/simulate.ts';
import { SURROUNDINGS, type Surroundings, surroundingsOf } from './engine/surroundings.ts';
import { sabotages } from './sabotages/sabotages.ts';
import { findScenario } from './scenarios/scenarios.ts';

/* Runs one simulation again and prints its trace. See README.md, "Replay a failure". */

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'one run fires for one subscriber' },
    seed: { type: 'string', default: '42' },
    fault: { type: 'string', multiple: true, default: [] },
    sabotage: { type: 'string' },
    surroundings: { type: 'string' },
    'no-sweeper': { type: 'boolean', default: false },
  },
});

function readFault(text: string): Fault {
  const [step, name] = text.split(':');
  const mode = MODES.find((one) => one === name);
  if (!mode) throw new Error(`unknown fault mode '${name}'; expected one of ${MODES.join(', ')}`);
  return { step: Number(step), mode };
}

function readSabotage(name: string): Sabotage {
  const variants: Readonly<Record<string, Sabotage>> = sabotages;
  const sabotage = variants[name];
  if (!sabotage) throw new Error(`unknown sabotage '${name}'; expected one of ${Object.keys(variants).join(', ')}`);
  return sabotage;
}

function readSurroundings(text: string): Surroundings {
  const name = SURROUNDINGS.find((one) => one === text);
  if (!name) throw new Error(`unknown surroundings '${text}'; expected one of ${SURROUNDINGS.join(', ')}`);
  return surroundingsOf(name, Number(values.seed));
}

const scenario: Scenario = findScenario(values.scenario);
const outcome = await simulate({
  scenario,
  seed: Number(values.seed),
  faults: values.fault.map(readFault),
  surroundings: values.surroundings === undefined ? undefined : readSurroundings(values.surroundings),
  hasSweeper: !values['no-sweeper'],
  sabotage: values.sabotage === undefined ? undefined : readSabotage(values.sabotage),
  trace: (line) => console.log(line),
});
const violations = violationsOf(outcome);
console.log(violations.length === 0 ? 'Every guarantee holds.' : violations.join('\n'));
process.exitCode = violations.length === 0 ? 0 : 1;
