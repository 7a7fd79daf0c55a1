import type { Connector, Definition } from './connector.ts';
import { bodyOf, type LocatedOperation, operationsOf, parametersOf, responsesOf } from './operations.ts';
import { type Finding, type Rule, rule, sources, under } from './rule.ts';
import { type LocatedSchema, reached, reachedInBody } from './schemas.ts';

const { limits, validator } = sources;

const MAX = { bytes: 1024 * 1024, operations: 256, schemasInBody: 512, schemasInOperation: 16_384 };

function tooMany(path: string, what: string, [count, max]: readonly [number, number]): Finding[] {
  return count <= max ? [] : [{ path, wrong: `${count} ${what}`, right: `at most ${max}` }];
}

export const sizeRules: readonly Rule[] = [
  rule({ name: 'a definition is smaller than 1 MB', source: limits }, ({ definition }: Connector) =>
    tooMany('$', 'bytes', [Buffer.byteLength(JSON.stringify(definition, undefined, 2)), MAX.bytes - 1]),
  ),
  rule({ name: 'TotalOperationsCountExceedsMaxAllowed', source: validator }, ({ definition }) =>
    tooMany('$.paths', 'operations', [operationsOf(definition).length, MAX.operations]),
  ),
  rule({ name: 'BodySchemaCountExceedsMaxAllowed', source: validator }, ({ definition }) =>
    operationsOf(definition).flatMap((located) =>
      bodiesOf(definition, located).flatMap(({ at, count }) =>
        tooMany(at, 'schemas in a body', [count, MAX.schemasInBody]),
      ),
    ),
  ),
  rule({ name: 'OperationSchemaCountExceedsMaxAllowed', source: validator }, ({ definition }) =>
    operationsOf(definition).flatMap((located) => {
      const inBodies = bodiesOf(definition, located).reduce((sum, { count }) => sum + count, 0);
      const count = inBodies + parametersOf(definition, located).length;
      return tooMany(located.at, 'schemas in an operation', [count, MAX.schemasInOperation]);
    }),
  ),
];

/** The bodies that an operation takes, answers and is notified with, and how many schemas each has. */
function bodiesOf(definition: Definition, located: LocatedOperation): { at: string; count: number }[] {
  const body = bodyOf(definition, located);
  const outputs = responsesOf(definition, located).map(({ at, response }) => ({ at, schema: response.schema }));
  const content = { at: located.at, schema: located.item['x-ms-notification-content']?.schema };
  return [
    ...(body === undefined ? [] : [{ at: body.at, count: reachedInBody(definition, located).length }]),
    ...[...outputs, content]
      .filter(hasSchema)
      .map((root) => ({ at: under(root.at), count: reached(definition, root).length })),
  ];
}

function hasSchema(root: { at: string; schema: LocatedSchema['schema'] | undefined }): root is LocatedSchema {
  return root.schema !== undefined;
}
