import type { ConnectionParameter, Connector, Definition } from './connector.ts';
import { operationsOf, parametersOf } from './operations.ts';
import { under } from './rule.ts';
import { propertiesOf, resolved } from './schemas.ts';

export type TextKind = 'title' | 'summary' | 'name' | 'description' | 'hint';

/** A text that a maker reads. */
export interface Text {
  readonly at: string;
  readonly kind: TextKind;
  readonly of: 'connector' | 'connection' | 'operation' | 'parameter' | 'property' | 'choice';
  readonly text: string;
}

/** Every text that a maker may read. Names are `x-ms-summary`, or a property's `title` without one. */
export function textsOf({ definition, properties }: Connector): Text[] {
  const { title = '', description = '' } = definition.info ?? {};
  return [
    { at: '$.info.title', kind: 'title', of: 'connector', text: title },
    { at: '$.info.description', kind: 'description', of: 'connector', text: description },
    ...operationTexts(definition),
    ...parameterTexts(definition),
    ...propertyTexts(definition),
    ...Object.entries(properties.properties?.connectionParameters ?? {}).flatMap(connectionTexts),
  ];
}

/** What a connection asks for is named like an operation: no guidance puts these names in title case. */
function connectionTexts([parameter, { uiDefinition = {} }]: [string, ConnectionParameter]): Text[] {
  const { displayName = '', description = '', tooltip = '' } = uiDefinition;
  const at = under('properties:$.properties.connectionParameters', parameter, 'uiDefinition');
  return [
    { at: under(at, 'displayName'), kind: 'summary', of: 'connection', text: displayName },
    { at: under(at, 'description'), kind: 'description', of: 'connection', text: description },
    { at: under(at, 'tooltip'), kind: 'description', of: 'connection', text: tooltip },
  ];
}

function operationTexts(definition: Definition): Text[] {
  return operationsOf(definition).flatMap(({ at, operation }): Text[] => [
    { at: under(at, 'summary'), kind: 'summary', of: 'operation', text: operation.summary ?? '' },
    { at: under(at, 'description'), kind: 'description', of: 'operation', text: operation.description ?? '' },
    ...some(under(at, 'x-ms-trigger-hint'), 'hint', operation['x-ms-trigger-hint']),
  ]);

  function some(at: string, kind: TextKind, text: string | undefined): Text[] {
    return text === undefined ? [] : [{ at, kind, of: 'operation', text }];
  }
}

function parameterTexts(definition: Definition): Text[] {
  return operationsOf(definition)
    .flatMap((operation) => parametersOf(definition, operation))
    .flatMap(({ at, parameter }): Text[] => [
      { at: under(at, 'x-ms-summary'), kind: 'name', of: 'parameter', text: parameter['x-ms-summary'] ?? '' },
      { at: under(at, 'description'), kind: 'description', of: 'parameter', text: parameter.description ?? '' },
      ...choices(at, parameter['x-ms-enum-values']),
    ]);
}

/** A property that is a reference has the texts of what it refers to. */
function propertyTexts(definition: Definition): Text[] {
  return propertiesOf(definition)
    .map(({ at, schema }) => ({ at, schema: resolved(definition, schema) }))
    .flatMap(({ at, schema }): Text[] => [
      nameOf(at, schema),
      { at: under(at, 'description'), kind: 'description', of: 'property', text: schema.description ?? '' },
      ...choices(at, schema['x-ms-enum-values']),
    ]);
}

function nameOf(at: string, schema: { 'x-ms-summary'?: string; title?: string }): Text {
  const key = schema['x-ms-summary'] === undefined && schema.title !== undefined ? 'title' : 'x-ms-summary';
  return { at: under(at, key), kind: 'name', of: 'property', text: schema[key] ?? '' };
}

function choices(at: string, values: { displayName?: string }[] = []): Text[] {
  return values.map(({ displayName = '' }, index) => ({
    at: under(at, 'x-ms-enum-values', index, 'displayName'),
    kind: 'name',
    of: 'choice',
    text: displayName,
  }));
}
