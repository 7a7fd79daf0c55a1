import type { Connector } from '../connector.ts';
import {
  ACTION,
  bodySchema,
  drop,
  LIST,
  type Mutations,
  operation,
  parameter,
  responses,
  set,
  there,
} from './mutation.ts';

const info = ({ definition }: Connector) => there(definition.info, 'info');
const key = ({ definition }: Connector) => there(definition.securityDefinitions?.api_key, 'api_key');

/** By the error of the validator: what Microsoft's own schema of a definition refuses. */
export const schemaMutations: Mutations = {
  AdditionalPropertyNotAllowed: {
    'a property that does not exist': (connector) => Object.assign(info(connector), { logo: 'logo.png' }),
  },
  BodyParameterPropertyNotValid: {
    'a type beside the schema of a body': set(parameter(ACTION, 'body'), 'type', 'object'),
  },
  BodyParameterSchemaRequired: {
    'a body without a schema': drop(parameter(ACTION, 'body'), 'schema'),
  },
  ExtensionNameNotValid: {
    'an extension without x-': (connector) => Object.assign(operation(LIST)(connector), { 'ms-hint': 'Try.' }),
    'an extension of Microsoft that does not exist': (connector) =>
      Object.assign(operation(LIST)(connector), { 'x-ms-hint': 'Try.' }),
  },
  JsonTypeIncorrect: {
    'a text for yes or no': (connector) => Object.assign(operation(LIST)(connector), { deprecated: 'no' }),
  },
  JsonValueNotInEnum: {
    'a visibility that does not exist': set(operation(LIST), 'x-ms-visibility', 'hidden'),
    'a trigger that is neither single nor batch': set(operation(LIST), 'x-ms-trigger', 'many'),
  },
  MaxPropertiesMustBeGreaterThanOrEqualToZero: {
    'less than nothing': (connector) => Object.assign(bodySchema(ACTION)(connector), { maxProperties: -1 }),
  },
  MinPropertiesMustBeGreaterThanOrEqualToZero: {
    'less than nothing': (connector) => Object.assign(bodySchema(ACTION)(connector), { minProperties: -1 }),
  },
  NonBodyParameterSchemaNotValid: {
    'a schema of a query parameter': set(parameter(LIST, 'top'), 'schema', { type: 'integer' }),
  },
  ParameterRefLoopNotAllowed: {
    'a shared parameter that is a reference': (connector) =>
      Object.assign(connector.definition, { parameters: { top: { $ref: '#/parameters/other' } } }),
  },
  RequiredPropertyMissing: {
    'no version': drop(info, 'version'),
    'no paths': drop(({ definition }: Connector) => definition, 'paths'),
  },
  ResponseMustBeDefaultOrHttpStatusCode: {
    'a status that is none': set(responses(LIST), 'ok', { description: 'Well.' }),
  },
  ResponseRefLoopNotAllowed: {
    'a shared response that is a reference': (connector) =>
      Object.assign(connector.definition, { responses: { no: { $ref: '#/responses/other' } } }),
  },
  SecurityRequirementMustHaveValue: {
    'a requirement without a list': (connector) =>
      Object.assign(connector.definition, { security: [{ api_key: null }] }),
  },
  SecuritySchemePropertyNotValid: {
    'a flow for a key': (connector) => Object.assign(key(connector), { flow: 'implicit' }),
  },
  SecuritySchemePropertyRequired: {
    'a key without a name': drop(key, 'name'),
  },
  SpecificationVersionIncorrect: {
    'version 3': set(({ definition }: Connector) => definition, 'swagger', '3.0'),
  },
};

const file = ({ properties }: Connector) => there(properties.properties, 'properties');
const policy = (connector: Connector) => there(file(connector).policyTemplateInstances?.[0], 'policy');

/** What Microsoft's schema of the properties refuses. */
export const propertiesMutations: Mutations = {
  'the properties of the file': {
    'no color': drop(file, 'iconBrandColor'),
    'a property that does not exist': (connector) => Object.assign(file(connector), { icon: 'icon.png' }),
    'nothing at all': drop(({ properties }: Connector) => properties, 'properties'),
  },
  'connection parameters': {
    'a type that does not exist': (connector) =>
      Object.assign(there(file(connector).connectionParameters?.api_key, 'key'), { type: 'secret' }),
  },
  policies: {
    'a template that does not exist': set(policy, 'templateId', 'dynamichost'),
    'a template without its parameter': set(policy, 'parameters', {}),
  },
};
