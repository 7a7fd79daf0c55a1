import { isDeepStrictEqual } from 'node:util';
import { answerOf } from './calls.ts';
import type { Definition, Schema } from './connector.ts';
import { findOperation } from './operations.ts';
import { type Rule, rule, sources, under } from './rule.ts';
import { childrenOf, resolved } from './schemas.ts';
import { triggersOf } from './triggers.ts';

const { extensions, testConnection } = sources;

const testPath = '$.x-ms-capabilities.testConnection';
const testOf = (definition: Definition) => definition['x-ms-capabilities']?.testConnection;

/** Triggers with the operation that simulates them. */
function simulationsOf(definition: Definition) {
  return triggersOf(definition).map((trigger) => {
    const operationId = trigger.operation['x-ms-operation-context']?.simulate?.operationId;
    const at = under(trigger.at, 'x-ms-operation-context');
    return { at, trigger, operationId, simulation: findOperation(definition, operationId) };
  });
}

export const simulationRules: readonly Rule[] = [
  rule({ name: 'triggers can be simulated', source: extensions }, ({ definition }) =>
    simulationsOf(definition)
      .filter(({ operationId }) => operationId === undefined)
      .map(({ at }) => ({ path: at, wrong: 'there is no simulation', right: 'simulate, with an operationId' })),
  ),
  rule({ name: 'a trigger is simulated by an internal GET', source: extensions }, function* ({ definition }) {
    for (const { at, simulation } of simulationsOf(definition))
      if (simulation && !(simulation.verb === 'get' && simulation.operation['x-ms-visibility'] === 'internal'))
        yield { path: at, wrong: `${simulation.id} is no internal GET`, right: 'a GET, internal' };
  }),
  rule({ name: 'a simulation answers what the trigger brings', source: extensions }, function* ({ definition }) {
    for (const { at, trigger, simulation } of simulationsOf(definition)) {
      const brought = trigger.item['x-ms-notification-content']?.schema;
      const answered = answerOf(definition, simulation?.id);
      if (simulation && !isDeepStrictEqual(whole(definition, brought), whole(definition, answered)))
        yield { path: at, wrong: `${simulation.id} answers something else`, right: 'the notification of the trigger' };
    }
  }),
  rule({ name: 'each trigger has a simulation of its own', source: sources.ours }, function* ({ definition }) {
    const ids = simulationsOf(definition).map(({ operationId }) => operationId);
    for (const [index, { at, operationId }] of simulationsOf(definition).entries())
      if (operationId !== undefined && ids.indexOf(operationId) !== index)
        yield { path: at, wrong: `${operationId} simulates another trigger`, right: 'its own sample' };
  }),
  rule({ name: 'a connection can be tested', source: testConnection }, ({ definition }) =>
    testOf(definition)?.operationId === undefined
      ? [{ path: testPath, wrong: 'there is no test', right: 'an operation that needs the key' }]
      : [],
  ),
  rule({ name: 'a connection is tested by an internal GET', source: testConnection }, ({ definition }) => {
    const test = findOperation(definition, testOf(definition)?.operationId);
    const isFine = test?.verb === 'get' && test.operation['x-ms-visibility'] === 'internal';
    return test === undefined || isFine
      ? []
      : [{ path: testPath, wrong: `${test.id} is not`, right: 'a GET, internal' }];
  }),
  rule({ name: 'a connection is tested with fixed values only', source: testConnection }, function* ({ definition }) {
    for (const [name, value] of Object.entries(testOf(definition)?.parameters ?? {}))
      if (typeof value === 'object')
        yield { path: under(testPath, 'parameters', name), wrong: 'it is a reference', right: 'a fixed value' };
  }),
  rule({ name: 'a connection is tested with its key', source: testConnection }, ({ definition }) => {
    const test = findOperation(definition, testOf(definition)?.operationId);
    const security = test?.operation.security ?? definition.security ?? [];
    return test === undefined || security.length > 0
      ? []
      : [{ path: testPath, wrong: `${test.id} needs no key`, right: 'an operation that refuses a wrong key' }];
  }),
];

/** A schema with every reference written out. */
function whole(definition: Definition, schema: Schema | undefined): unknown {
  if (schema === undefined) return undefined;
  const { properties: _, items: __, ...own } = resolved(definition, schema);
  const children = childrenOf(resolved(definition, schema)).map(({ steps, child }) => [
    steps.join('/'),
    whole(definition, child),
  ]);
  return { own, children };
}
