import { buildDefinition } from '../../../infra/connector/source/definition.ts';
import {
  type Definition,
  inputsOf,
  type LocatedOperation,
  operationsOf,
  partsOf,
  type Schema,
  withoutReferences,
} from '../../support/connector.ts';

/** The definition as its source builds it, with each reference replaced. */
export function builtDefinition(): Definition {
  return withoutReferences(JSON.parse(JSON.stringify(buildDefinition())));
}

/** What saved flows rely on: each operation with what it takes and gives, one line each. */
export function contractOf(definition: Definition): string {
  const lines = operationsOf(definition).flatMap((located) => [
    `${located.id} ${located.verb.toUpperCase()} ${located.template}`,
    ...inputLines(located),
    ...outputLines(located),
  ]);
  return `${lines.join('\n')}\n`;
}

/** A property of a body is written as a saved flow writes it, with the name of the body before it: `body/segment`. */
function inputLines({ operation }: LocatedOperation): string[] {
  return inputsOf(operation).flatMap(({ way, place, required, schema }) => {
    const choices = schema.enum === undefined ? '' : `, one of ${schema.enum.join('|')}`;
    const name = place === 'body' ? way : `${place}/${way}`;
    const taken = `  takes ${name}: ${typeOf(schema)}${choices}${required ? ', required' : ''}`;
    // No saved flow knows the pick-list of an input: one that is added changes no other line.
    const { operationId, parameters = {} } = schema['x-ms-dynamic-list'] ?? {};
    const passed = Object.entries(parameters).map(([parameter, given]) => `${parameter} ${JSON.stringify(given)}`);
    return [taken, ...(operationId ? [`  offers ${name} from ${[operationId, ...passed].join(' ')}`] : [])];
  });
}

/** No flow reads what an internal operation gives. The designer does, and it reads the current definition each time. */
function outputLines({ operation, notification, isVisible }: LocatedOperation): string[] {
  if (!isVisible) return [];
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'));
  return [notification, ...answers.map(([, { schema }]) => schema)]
    .flatMap((schema) => partsOf(schema ?? {}))
    .map(({ way, schema }) => `  gives ${way}: ${typeOf(schema)}`);
}

function typeOf({ type = 'any', items }: Schema): string {
  return items === undefined ? type : `${type} of ${items.type ?? 'any'}`;
}
