import { connectionKey } from '../calls.ts';
import type { Flow } from '../flow.ts';
import { isProperties, kindOf, namesAskedOf } from '../language.ts';

/** The platform wants it declared and fills it in by itself. */
const FILLED_IN: Readonly<Record<Flow['form'], string[]>> = { 'Logic Apps': [], 'Power Automate': ['$connections'] };

const KINDS: Readonly<Record<string, string>> = { String: 'String', Int: 'Integer', Array: 'Array' };

/** What is wrong with the parameters of the definition and their values, and with the connections. */
export function parameterFaults({ form, definition, values, connectors }: Flow): string[] {
  const { parameters, triggers, actions } = definition;
  const steps = [...Object.values(triggers), ...Object.values(actions)].map(({ inputs }) => inputs);
  const used = namesAskedOf(steps, 'parameters', '@');
  const keys = steps.map((inputs) => (isProperties(inputs) ? connectionKey(inputs.host ?? null) : ''));
  const declared = Object.entries(parameters);
  return [
    ...[...used].filter((name) => !(name in parameters)).map((name) => `${name} is used, not declared`),
    ...declared.flatMap(([name]) =>
      used.has(name) || FILLED_IN[form].includes(name) ? [] : [`${name} is declared, not used`],
    ),
    ...Object.keys(values).flatMap((name) => (name in parameters ? [] : [`${name} has a value and is not declared`])),
    ...Object.keys(connectors).flatMap((key) => (keys.includes(key) ? [] : [`nobody uses the connection ${key}`])),
    ...declared.flatMap(([name, { type }]) => {
      const kind = kindOf(values[name] ?? null);
      return kind === (KINDS[type] ?? 'Object') ? [] : [`${name} is declared as ${type} and worth ${kind}`];
    }),
  ];
}
