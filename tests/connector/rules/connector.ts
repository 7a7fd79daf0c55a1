import { readFileSync } from 'node:fs';

/** The files of a connector, read tolerantly: a wrong one must reach the rules, so everything is optional. */
export interface Connector {
  definition: Definition;
  properties: PropertiesFile;
  readme: string;
}

export interface Definition {
  swagger?: string;
  info?: Info;
  host?: string;
  basePath?: string;
  schemes?: string[];
  consumes?: string[];
  produces?: string[];
  paths?: Record<string, PathItem>;
  definitions?: Record<string, Schema>;
  parameters?: Record<string, Parameter>;
  responses?: Record<string, Response>;
  securityDefinitions?: Record<string, SecurityDefinition>;
  security?: Record<string, string[]>[];
  'x-ms-capabilities'?: { testConnection?: OperationCall };
  'x-ms-connector-metadata'?: { propertyName?: string; propertyValue?: string }[];
}

export interface Info {
  title?: string;
  description?: string;
  version?: string;
  contact?: { name?: string; url?: string; email?: string };
}

export interface SecurityDefinition {
  type?: string;
  in?: string;
  name?: string;
}

export const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
export type Verb = (typeof verbs)[number];

export type PathItem = Partial<Record<Verb, Operation>> & {
  $ref?: string;
  parameters?: Parameter[];
  'x-ms-notification-content'?: { description?: string; schema?: Schema };
};

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  consumes?: string[];
  produces?: string[];
  schemes?: string[];
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  responses?: Record<string, Response>;
  'x-ms-visibility'?: string;
  'x-ms-trigger'?: string;
  'x-ms-trigger-hint'?: string;
  'x-ms-operation-context'?: { simulate?: OperationCall };
  'x-ms-pageable'?: { nextLinkName?: string };
  'x-ms-notification'?: { operationId?: string };
}

export interface Response {
  $ref?: string;
  description?: string;
  schema?: Schema;
  headers?: Record<string, { type?: string; description?: string }>;
}

/** What parameters and schemas have in common. */
export interface Described {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  items?: Schema;
  enum?: unknown[];
  default?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  'x-ms-summary'?: string;
  'x-ms-visibility'?: string;
  'x-ms-url-encoding'?: string;
  'x-ms-notification-url'?: boolean;
  'x-ms-enum-values'?: { value?: unknown; displayName?: string }[];
  'x-ms-dynamic-values'?: DynamicValues;
  'x-ms-dynamic-list'?: DynamicList;
}

export interface Parameter extends Described {
  name?: string;
  in?: string;
  required?: boolean;
  schema?: Schema;
}

export interface Schema extends Described {
  title?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
  readOnly?: boolean;
}

/** A call that the designer makes by itself. */
export interface OperationCall {
  operationId?: string;
  parameters?: Record<string, unknown>;
}

export interface DynamicValues extends OperationCall {
  'value-collection'?: string;
  'value-path'?: string;
  'value-title'?: string;
}

export interface DynamicList extends OperationCall {
  itemsPath?: string;
  itemValuePath?: string;
  itemTitlePath?: string;
}

export interface PropertiesFile {
  properties?: {
    iconBrandColor?: string;
    publisher?: string;
    stackOwner?: string;
    scriptOperations?: string[];
    capabilities?: string[];
    connectionParameters?: Record<string, ConnectionParameter>;
    policyTemplateInstances?: Policy[];
  };
}

export interface ConnectionParameter {
  type?: string;
  uiDefinition?: {
    displayName?: string;
    description?: string;
    tooltip?: string;
    constraints?: { required?: string; clearText?: boolean; tabIndex?: number };
  };
}

export interface Policy {
  templateId?: string;
  title?: string;
  parameters?: Record<string, unknown>;
}

const folder = 'infra/connector';

/** The connector of this repository. */
export function readConnector(): Connector {
  return {
    definition: JSON.parse(readFileSync(`${folder}/apiDefinition.swagger.json`, 'utf8')),
    properties: JSON.parse(readFileSync(`${folder}/apiProperties.json`, 'utf8')),
    readme: readFileSync(`${folder}/readme.md`, 'utf8'),
  };
}
