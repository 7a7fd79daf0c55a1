import { readFileSync } from 'node:fs';
import { definitionFor, type Publisher } from '../../local/connector/connector.ts';

/** The files of a connector. Everything is optional, as the checks also read faulty files. */
export interface Connector {
  definition: Definition;
  properties: { properties?: { policyTemplateInstances?: Policy[] } };
  readme: string;
}

export interface Definition {
  schemes?: string[];
  host?: string;
  basePath?: string;
  paths?: Record<string, PathItem>;
  definitions?: Record<string, Schema>;
  securityDefinitions?: Record<string, { type?: string; in?: string; name?: string }>;
  'x-ms-capabilities'?: { testConnection?: OperationCall };
}

const verbs = ['get', 'put', 'post', 'delete'] as const;

export type PathItem = Partial<Record<(typeof verbs)[number], Operation>> & {
  'x-ms-notification-content'?: { schema?: Schema };
};

export interface Operation {
  operationId?: string;
  summary?: string;
  parameters?: Parameter[];
  responses?: Record<string, { schema?: Schema }>;
  'x-ms-visibility'?: string;
  'x-ms-trigger'?: string;
  'x-ms-operation-context'?: { simulate?: OperationCall };
  'x-ms-pageable'?: { nextLinkName?: string };
}

interface Described {
  type?: string;
  title?: string;
  format?: string;
  items?: Schema;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  'x-ms-summary'?: string;
  'x-ms-visibility'?: string;
  'x-ms-url-encoding'?: string;
  'x-ms-notification-url'?: boolean;
  'x-ms-enum-values'?: { value?: unknown; displayName?: string }[];
  'x-ms-dynamic-values'?: unknown;
  'x-ms-dynamic-list'?: DynamicList;
}

export interface Parameter extends Described {
  name?: string;
  in?: string;
  required?: boolean;
  schema?: Schema;
}

export interface Schema extends Described {
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  readOnly?: boolean;
  additionalProperties?: boolean | Schema;
}

/** A call that the designer makes by itself. */
export interface OperationCall {
  operationId?: string;
  parameters?: Record<string, unknown>;
}

export interface DynamicList extends OperationCall {
  itemsPath?: string;
  itemValuePath?: string;
  itemTitlePath?: string;
}

export interface Policy {
  templateId?: string;
  parameters?: Record<string, unknown>;
}

const folder = 'infra/connector';

/** The host and the publisher that tests make packages for. */
export const HOST = 'contoso-triggers.azurewebsites.net';
export const PUBLISHER: Publisher = {
  name: 'Contoso',
  site: 'https://contoso.com/triggers',
  privacy: 'https://contoso.com/triggers/privacy',
  mail: 'support@contoso.com',
};

/** Reads the connector of this repository, with what a package adds to its definition. */
export function readConnector(): Connector {
  const definition = JSON.parse(readFileSync(`${folder}/apiDefinition.swagger.json`, 'utf8'));
  return {
    definition: definitionFor(definition, { host: HOST, publisher: PUBLISHER }) as Definition,
    properties: JSON.parse(readFileSync(`${folder}/apiProperties.json`, 'utf8')),
    readme: readFileSync(`${folder}/readme.md`, 'utf8'),
  };
}

/** The definition with each reference replaced by what it refers to. It has no loops: a rule refuses them. */
export function withoutReferences(definition: Definition): Definition {
  return JSON.parse(JSON.stringify(definition), (_key, value) =>
    typeof value?.$ref === 'string' ? definition.definitions?.[value.$ref.replace('#/definitions/', '')] : value,
  );
}

/** An operation and where it is. */
export interface LocatedOperation {
  readonly id: string;
  readonly verb: string;
  readonly template: string;
  readonly operation: Operation;
  /** What its webhook brings, when it is a trigger. */
  readonly notification?: Schema | undefined;
  /** Whether makers see it. */
  readonly isVisible: boolean;
}

export function operationsOf(definition: Definition): LocatedOperation[] {
  return Object.entries(definition.paths ?? {}).flatMap(([template, item]) =>
    verbs.flatMap((verb) => {
      const operation = item[verb];
      if (!operation) return [];
      const notification = verb === 'post' ? item['x-ms-notification-content']?.schema : undefined;
      const isVisible = operation['x-ms-visibility'] !== 'internal';
      return [{ id: operation.operationId ?? '', verb, template, operation, notification, isVisible }];
    }),
  );
}

/** Something that an operation takes: a parameter as `query/name`, or a part of its body as `body/property`. */
export interface Input {
  /** The name as a reference writes it: `name` or `body/property`. */
  readonly way: string;
  readonly place: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** The inputs of an operation, those within its body too. References must be replaced before. */
export function inputsOf({ parameters = [] }: Operation): Input[] {
  return parameters.flatMap(({ name = '', in: place = '', required = false, schema, ...described }) =>
    place === 'body'
      ? partsOf(schema ?? {}, name).map((part) => ({ ...part, place, required: required && part.required }))
      : [{ way: name, place, required, schema: described }],
  );
}

/** Everything within a schema by its path. The items of an array have no name of their own. */
export function partsOf(schema: Schema, way = ''): { way: string; required: boolean; schema: Schema }[] {
  const { properties = {}, required = [], items } = schema;
  const named = Object.entries(properties).flatMap(([name, property]) => {
    const part = { way: way ? `${way}/${name}` : name, required: required.includes(name), schema: property };
    return [part, ...partsOf(property, part.way)];
  });
  return items ? [...named, ...partsOf(items, way)] : named;
}
