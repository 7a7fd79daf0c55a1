import type { Definition } from './connector.ts';
import { type LocatedOperation, operationsOf, parametersOf } from './operations.ts';
import { type ReachedSchema, reachedInBody } from './schemas.ts';

/** The operations that a flow subscribes with: whatever carries any mark of one. */
export function triggersOf(definition: Definition): LocatedOperation[] {
  return operationsOf(definition).filter(
    (located) =>
      located.operation['x-ms-trigger'] !== undefined ||
      (located.verb === 'post' && located.item['x-ms-notification-content'] !== undefined) ||
      notificationUrlsOf(definition, located).length > 0,
  );
}

/** Where an operation is told the address of the flow. */
export function notificationUrlsOf(definition: Definition, located: LocatedOperation): ReachedSchema[] {
  return reachedInBody(definition, located).filter(({ schema }) => schema['x-ms-notification-url'] === true);
}

/** The inputs of an operation that a maker sees or the designer sends: parameters, and the properties of the body. */
export function inputsOf(definition: Definition, located: LocatedOperation): Input[] {
  const plain = parametersOf(definition, located).filter(({ parameter }) => parameter.in !== 'body');
  return [
    ...plain.map(({ at, parameter: { name = '', required = false, ...rest } }) => {
      const internal = rest['x-ms-visibility'] === 'internal';
      return { at, way: name, required, internal, schema: rest };
    }),
    ...reachedInBody(definition, located)
      .filter(({ way }) => way !== '')
      .map((property) => ({ ...property, way: `${bodyName(definition, located)}/${property.way}` })),
  ];
}

/** The way is `name`, or `body/property`: as a parameter reference is written. */
export type Input = ReachedSchema;

function bodyName(definition: Definition, located: LocatedOperation): string {
  return parametersOf(definition, located).find(({ parameter }) => parameter.in === 'body')?.parameter.name ?? '';
}
