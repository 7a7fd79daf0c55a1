import type { Definition, Schema } from '../rules/connector.ts';
import { type LocatedOperation, operationsOf, parametersOf, successesOf } from '../rules/operations.ts';
import { type LocatedSchema, type ReachedSchema, reached, resolved } from '../rules/schemas.ts';
import { inputsOf } from '../rules/triggers.ts';

/** What saved flows rely on: operations, and what each takes and gives, one line each in the order of the definition. */
export function contractOf(definition: Definition): string {
  const lines = operationsOf(definition).flatMap((located) => [
    `${located.id} ${located.verb.toUpperCase()} ${located.template}`,
    ...inputLines(definition, located),
    ...outputLines(definition, located),
  ]);
  return `${lines.join('\n')}\n`;
}

/** A property of a body is written as a saved flow writes it, with the name of the body before it: `body/segment`. */
function inputLines(definition: Definition, located: LocatedOperation): string[] {
  const places = new Map(parametersOf(definition, located).map(({ at, parameter }) => [at, parameter.in]));
  const inputs = inputsOf(definition, located).filter(isNamed);
  return inputs.map((input) => {
    const { at, way, schema } = input;
    const name = places.has(at) ? `${places.get(at)}/${way}` : way;
    const choices = schema.enum === undefined ? '' : `, one of ${schema.enum.join('|')}`;
    return `  takes ${name}: ${typeOf(definition, schema)}${choices}${isRequired(input, inputs) ? ', required' : ''}`;
  });
}

/** A part may be required of something that is optional itself. */
function isRequired({ way, required }: ReachedSchema, inputs: readonly ReachedSchema[]): boolean {
  const [name = '', ...above] = way.split('/').toReversed();
  const whole = inputs.find((input) => input.way === above.toReversed().join('/'));
  return required || (whole?.schema.required ?? []).includes(name);
}

/** No flow reads what an internal operation gives: that is for the designer, who asks for the definition anew. */
function outputLines(definition: Definition, located: LocatedOperation): string[] {
  if (located.operation['x-ms-visibility'] === 'internal') return [];
  return outputRoots(definition, located)
    .flatMap((root) => reached(definition, root))
    .filter(isNamed)
    .map(({ way, schema }) => `  gives ${way}: ${typeOf(definition, schema)}`);
}

/** What a trigger brings, or what an action answers. */
function outputRoots(definition: Definition, located: LocatedOperation): LocatedSchema[] {
  const content = located.verb === 'post' ? located.item['x-ms-notification-content'] : undefined;
  const schemas = [content?.schema, ...successesOf(definition, located).map(({ response }) => response.schema)];
  return schemas.flatMap((schema) => (schema === undefined ? [] : [{ at: located.at, schema }]));
}

/** The items of an array have no name of their own; their properties have, which may be that word. */
function isNamed({ at, way }: ReachedSchema): boolean {
  return way !== '' && !/(?<!\.properties)\.items$/.test(at);
}

function typeOf(definition: Definition, { type = 'any', items }: Schema): string {
  return items === undefined ? type : `${type} of ${resolved(definition, items).type ?? 'any'}`;
}
