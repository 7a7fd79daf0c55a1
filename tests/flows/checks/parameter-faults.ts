import { connectionKey } from '../calls.ts';
import type { Flow } from '../flow.ts';
import { isOfType, isProperties, namesAskedOf } from '../language.ts';
import { differences } from './differences.ts';

/** The platform wants it declared and fills it in by itself. */
const FILLED_IN: Readonly<Record<Flow['form'], string[]>> = { 'Logic Apps': [], 'Power Automate': ['$connections'] };

/** What is wrong with the parameters of the definition and their values, and with the connections. */
export function parameterFaults({ form, definition, values, connectors }: Flow): string[] {
  const { parameters, triggers, actions } = definition;
  const steps = [...Object.values(triggers), ...Object.values(actions)].map(({ inputs }) => inputs);
  const used = [...namesAskedOf(steps, 'parameters', '@'), ...FILLED_IN[form]];
  const keys = steps.map((inputs) => (isProperties(inputs) ? connectionKey(inputs.host ?? null) : ''));
  return [
    ...differences('parameter that a step uses', used, Object.keys(parameters)),
    ...differences('parameter with a value', Object.keys(values), Object.keys(parameters)),
    ...differences('connection that a step uses', keys, Object.keys(connectors)),
    ...Object.entries(parameters).flatMap(([name, { type }]) =>
      isOfType(type, values[name]) ? [] : [`${name} is declared as ${type} and worth a ${typeof values[name]}`],
    ),
  ];
}
