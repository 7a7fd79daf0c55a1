import { parseArgs } from 'node:util';
import { violationsOf } from './checks/check.ts';
import { type Fault, MODES } from './engine/faults.ts';
import type { Sabotage } from './engine/processes.ts';
import { simulate } from './engine/simulate.ts';
import { sabotages } from './sabotages/sabotages.ts';
import { scenarios } from './scenarios/scenarios.ts';

/*
 * Runs one simulation again and prints its trace:
 *   node_modules/.bin/node tests/simulation/replay.ts --scenario one-subscriber --fault 6:die-after --seed 42
 * `--fault step:mode` may come several times; `--sabotage` names one of the faulty variants.
 */
const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'one-subscriber' },
    seed: { type: 'string', default: '42' },
    crash: { type: 'string' },
    mode: { type: 'string', default: 'die-after' },
    fault: { type: 'string', multiple: true, default: [] },
    sabotage: { type: 'string' },
    'no-sweeper': { type: 'boolean', default: false },
  },
});

function readFault(text: string): Fault {
  const [step, name] = text.split(':');
  const mode = MODES.find((one) => one === name || one === `die-${name}`);
  if (!mode) throw new Error(`'${name}' is no mode; expected one of ${MODES.join(', ')}`);
  return { step: Number(step), mode };
}

const scenario = scenarios.find(({ name }) => name === values.scenario);
if (!scenario)
  throw new Error(`no scenario '${values.scenario}'; there are ${scenarios.map(({ name }) => name).join(', ')}`);
const crash = values.crash === undefined ? [] : [`${values.crash}:${values.mode}`];
const variants: Readonly<Record<string, Sabotage>> = sabotages;
const sabotage = values.sabotage === undefined ? undefined : variants[values.sabotage];
const outcome = await simulate({
  scenario,
  seed: Number(values.seed),
  faults: [...values.fault, ...crash].map(readFault),
  hasSweeper: !values['no-sweeper'],
  sabotage,
  trace: (line) => console.log(line),
});
const violations = violationsOf(outcome);
console.log(violations.length === 0 ? 'No guarantee is broken.' : violations.join('\n'));
process.exitCode = violations.length === 0 ? 0 : 1;
