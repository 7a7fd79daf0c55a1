import type { ConnectionParameter, Connector, Policy, PropertiesFile } from '../connector.ts';
import {
  ACTION,
  bodySchema,
  change,
  definition,
  drop,
  input,
  LIST,
  type Mutations,
  operation,
  parameter,
  type Subject,
  set,
  success,
  TRIGGER,
  there,
  without,
} from './mutation.ts';

const OPERATIONS = 'x-ms-apimTemplate-operationName';
const LINK = 'x-ms-apimTemplateParameter.nextLinkPropertyName';
const URL_TEMPLATE = 'x-ms-apimTemplateParameter.urlTemplate';

export const file: Subject<NonNullable<PropertiesFile['properties']>> = (connector) =>
  there(connector.properties.properties, 'properties');

function asked(name: string): Subject<ConnectionParameter> {
  return (connector) => there(file(connector).connectionParameters?.[name], name);
}

export function shown(name: string) {
  return (connector: Connector) => there(asked(name)(connector).uiDefinition, name);
}

export function constraints(name: string) {
  return (connector: Connector) => there(shown(name)(connector).constraints, name);
}

function policy(templateId: string): Subject<NonNullable<Policy['parameters']>> {
  return (connector) => {
    const found = file(connector).policyTemplateInstances?.find((candidate) => candidate.templateId === templateId);
    return there(found?.parameters, templateId);
  };
}

const nextLink = policy('updatenextlink');
const host = policy('dynamichosturl');
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }]));

export const connectionMutations: Mutations = {
  'next links are led through the connection': {
    'a list that the policy leaves out': change(nextLink, OPERATIONS, (names) =>
      (Array.isArray(names) ? names : []).filter((name) => name !== LIST),
    ),
    'a policy for another property': set(nextLink, LINK, '@odata.nextLink'),
    'no such policy': change(file, 'policyTemplateInstances', (all = []) =>
      all.filter(({ templateId }) => templateId !== 'updatenextlink'),
    ),
  },
  'link policies are for pageable operations': {
    'a policy for an action': set(nextLink, OPERATIONS, [LIST, ACTION]),
    'a policy for all': drop(nextLink, OPERATIONS),
  },
  'a definition is smaller than 1 MB': {
    'a long text': set(operation(LIST), 'description', 'x'.repeat(1024 * 1024)),
  },
  TotalOperationsCountExceedsMaxAllowed: {
    '257 operations': (connector) => {
      const paths = there(connector.definition.paths, 'paths');
      for (let index = 0; index < 257; index += 1) paths[`/more/${index}`] = { get: operation(LIST)(connector) };
    },
  },
  BodySchemaCountExceedsMaxAllowed: {
    '513 properties in a body': set(bodySchema(ACTION), 'properties', many(513)),
    '513 properties in an answer': set(success(LIST), 'schema', { type: 'object', properties: many(513) }),
  },
  OperationSchemaCountExceedsMaxAllowed: {
    '16,385 properties': set(success(LIST), 'schema', { type: 'object', properties: many(16_385) }),
  },
  'there is a publisher': {
    'no publisher': drop(file, 'publisher'),
    'a publisher with a mark': set(file, 'publisher', 'Insight & Co'),
  },
  'the stack owner is left out': {
    'a stack owner': set(file, 'stackOwner', 'Insight Triggers'),
  },
  'the brand color is a color': {
    'a name of a color': set(file, 'iconBrandColor', 'teal'),
    'no color': drop(file, 'iconBrandColor'),
  },
  'the brand color is neither white nor the default': {
    white: set(file, 'iconBrandColor', '#FFFFFF'),
    'the default': set(file, 'iconBrandColor', '#007ee5'),
  },
  'there is no script': {
    'a script': set(file, 'scriptOperations', [LIST]),
  },
  'connection parameters are explained': {
    'no tooltip': drop(shown('host'), 'tooltip'),
    'no texts at all': drop(asked('api_key'), 'uiDefinition'),
  },
  'connection parameters are required': {
    'an optional host': set(constraints('host'), 'required', 'false'),
    'a yes that is no text': (connector) => Object.assign(constraints('api_key')(connector), { required: true }),
  },
  'the key is a secret': {
    'a key that is shown': set(asked('api_key'), 'type', 'string'),
    'a key in clear text': set(constraints('api_key'), 'clearText', true),
  },
  'the key of the definition is a connection parameter': {
    'no key is asked for': change(file, 'connectionParameters', (all) => without(all, 'api_key')),
    'a basic sign in': set(definition, 'securityDefinitions', { api_key: { type: 'basic' } }),
  },
  'a secret of the connection is in the security of the definition': {
    'the key has another name there': set(definition, 'securityDefinitions', { key: { type: 'apiKey' } }),
  },
  'policies name existing operations': {
    'an operation that is gone': set(nextLink, OPERATIONS, [LIST, 'ListNothing']),
  },
  'policies use existing connection parameters': {
    'a host that is not asked for': set(host, URL_TEMPLATE, "https://@connectionParameters('server')"),
  },
  'the host is that of the connection': {
    http: set(host, URL_TEMPLATE, "http://@connectionParameters('host')"),
    'no policy': change(file, 'policyTemplateInstances', (all = []) =>
      all.filter(({ templateId }) => templateId !== 'dynamichosturl'),
    ),
  },
  'the host of the connection is for all operations': {
    'one operation only': set(host, OPERATIONS, [LIST]),
  },
  'only features that the rules know are used': {
    'an extension of file pickers': (connector) =>
      Object.assign(input(TRIGGER, 'segment')(connector), { 'x-ms-dynamic-tree': {} }),
    'a dynamic schema': (connector) =>
      Object.assign(success(LIST)(connector).schema ?? {}, { 'x-ms-dynamic-schema': {} }),
    'a family of operations': (connector) =>
      Object.assign(operation(LIST)(connector), { 'x-ms-api-annotation': { family: 'List' } }),
    'a form': set(parameter(LIST, 'top'), 'in', 'formData'),
    'a file': set(success(LIST), 'schema', { type: 'file' }),
    'an OAuth sign in': set(definition, 'securityDefinitions', { api_key: { type: 'oauth2' } }),
  },
};
