import {
  ACTION,
  CHOICES,
  change,
  copy,
  definition,
  drop,
  LIST,
  type Mutations,
  operation,
  parameter,
  parameters,
  push,
  responses,
  set,
  success,
  TRIGGER,
  UNSUBSCRIBE,
} from './mutation.ts';

export const responseMutations: Mutations = {
  DefaultResponseHasSchema: {
    'a default with a schema': copy(responses(LIST), 'default', success(LIST)),
  },
  OperationHasManyResponsesWithSchema: {
    'a schema for 400': copy(responses(LIST), '400', success(LIST)),
  },
  'operations have one success': {
    '200 and 202': set(responses(LIST), '202', { description: 'Accepted.' }),
  },
  'a success has an exact schema': {
    '200 without a schema': drop(success(LIST), 'schema'),
  },
  'an answer without content has no schema': {
    '204 with a schema': set(success(UNSUBSCRIBE), 'schema', { type: 'string' }),
  },
  'schemas are on expected responses only': {
    'a schema for 404': set(responses(UNSUBSCRIBE), '404', { description: 'No.', schema: { type: 'string' } }),
  },
  ResponseHeadersAreNotUnique: {
    'a header twice': set(success(LIST), 'headers', { Location: { type: 'string' }, location: { type: 'string' } }),
  },
  'responses are described': {
    'an empty description': set(success(LIST), 'description', ''),
  },
  'headers are described': {
    'a Location without a description': set(success(TRIGGER), 'headers', { Location: { type: 'string' } }),
  },
  'responses and headers are described with a period': {
    'a response without a period': set(success(LIST), 'description', 'A page of the list'),
    'an error in small letters': set(responses(LIST), '401', { description: 'the key is wrong.' }),
    'a header without a period': set(success(TRIGGER), 'headers', {
      Location: { type: 'string', description: 'The address of the subscription' },
    }),
  },
  'known errors are declared': {
    'only the success': copy(operation(LIST), 'responses', (connector) => ({ 200: success(LIST)(connector) })),
  },
  'a wrong key is declared': {
    'no 401': drop(responses(LIST), '401'),
  },
  'a body that can be wrong declares 400': {
    'no 400': drop(responses(ACTION), '400'),
  },
  'nothing is defined that nothing uses': {
    'a schema too many': change(definition, 'definitions', (all) => ({ ...all, Spare: { type: 'string' } })),
  },
  SchemaRefLoopNotAllowed: {
    'a schema that holds itself': (connector) => {
      const Loop = { type: 'object', properties: { inner: { $ref: '#/definitions/Loop' } } };
      Object.assign(definition(connector).definitions ?? {}, { Loop });
      success(LIST)(connector).schema = { $ref: '#/definitions/Loop' };
    },
  },
  SchemaReferenceNotFound: {
    'a schema that is not there': set(success(LIST), 'schema', { $ref: '#/definitions/Nothing' }),
  },
  SchemaReferenceNotValid: {
    'a reference to elsewhere': set(success(LIST), 'schema', { $ref: 'other.json#/Thing' }),
  },
  ParameterReferenceNotFound: {
    'a parameter that is not there': push(parameters(LIST), { $ref: '#/parameters/Nothing' }),
  },
  ParameterReferenceNotValid: {
    'a schema as a parameter': push(parameters(LIST), { $ref: '#/definitions/Thing' }),
  },
  ResponseReferenceNotFound: {
    'a response that is not there': set(responses(LIST), '404', { $ref: '#/responses/Nothing' }),
  },
  ResponseReferenceNotValid: {
    'a schema as a response': set(responses(LIST), '404', { $ref: '#/definitions/Thing' }),
  },
  MimeTypeNotSupported: {
    'XML for one operation': set(operation(CHOICES), 'produces', ['text/xml']),
  },
  PathParameterMustBeRequired: {
    'an optional part of a path': set(parameter(UNSUBSCRIBE, 'id'), 'required', false),
  },
  PathParameterMissingEncoding: {
    'a path parameter without it': drop(parameter(UNSUBSCRIBE, 'id'), 'x-ms-url-encoding'),
    'double encoding': set(parameter(UNSUBSCRIBE, 'id'), 'x-ms-url-encoding', 'double'),
  },
  QueryParameterEncodingNotSupported: {
    'encoding of a query': set(parameter(UNSUBSCRIBE, 'token'), 'x-ms-url-encoding', 'single'),
  },
  'triggers are visible': {
    'an internal trigger': set(operation(TRIGGER), 'x-ms-visibility', 'internal'),
  },
};
