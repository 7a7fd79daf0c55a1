import {
  ACTION,
  answer,
  bodySchema,
  CHOICES,
  change,
  drop,
  input,
  items,
  LIST,
  type Mutations,
  parameter,
  parameters,
  push,
  set,
  success,
  TRIGGER,
  UNSUBSCRIBE,
} from './mutation.ts';

const token = parameter(UNSUBSCRIBE, 'token');
const label = input(TRIGGER, 'label');
const body = parameter(ACTION, 'body');

export const parameterMutations: Mutations = {
  ConnectionIdParameterNotAllowed: {
    'a parameter connectionId': set(token, 'name', 'connectionId'),
  },
  DynamicExtensionDefinitionNotAllowedInParameter: {
    'a pick-list on the body itself': set(body, 'x-ms-dynamic-values', { operationId: CHOICES }),
  },
  OperationParametersContainDuplicateParameter: {
    'a parameter twice': push(parameters(UNSUBSCRIBE), { name: 'token', in: 'query', type: 'string' }),
  },
  OperationParametersContainMultipleBodyParameters: {
    'two bodies': push(parameters(ACTION), { name: 'more', in: 'body', schema: { type: 'string' } }),
  },
  ParamtersWithSameNameMustHaveSameTypeAndVisibility: {
    'a parameter of another type than elsewhere': set(parameter(CHOICES, 'environmentId'), 'type', 'integer'),
    'a parameter less visible than elsewhere': set(parameter(LIST, 'environmentId'), 'x-ms-visibility', 'advanced'),
    'a trigger that takes another type': set(input(TRIGGER, 'environmentId'), 'type', 'integer'),
    'a trigger that hides it': set(input(TRIGGER, 'environmentId'), 'x-ms-visibility', 'advanced'),
  },
  InternalPropertyWithDefaultOptional: {
    'an optional internal parameter with a default': set(token, 'default', 'none'),
    'an optional internal property with a default': change(bodySchema(TRIGGER), 'properties', (all) => ({
      ...all,
      origin: { type: 'string', default: 'flow', 'x-ms-visibility': 'internal' },
    })),
  },
  'internal and required inputs have a default': {
    'a required internal parameter without': set(token, 'required', true),
    'a required internal property without': set(input(ACTION, 'metricType'), 'x-ms-visibility', 'internal'),
  },
  RequiredReadOnlyPropertyNotAllowedAsInput: {
    'a required input that is read only': set(input(TRIGGER, 'segment'), 'readOnly', true),
  },
  'body parameters are required when a property is': {
    'an optional body': drop(body, 'required'),
  },
  'schemas are not empty': {
    'an input without a type': change(bodySchema(ACTION), 'properties', (all) => ({ ...all, more: {} })),
    'an answer that is any object': set(success(LIST), 'schema', { type: 'object' }),
  },
  'schemas have a type': {
    'properties without a type': drop(bodySchema(ACTION), 'type'),
    'items without one': drop(items(LIST), 'type'),
  },
  ArrayHasNoItems: {
    'an answer that is an array of anything': set(success(LIST), 'schema', { type: 'array' }),
  },
  RequiredPropertyArrayEmpty: {
    'nothing required': set(bodySchema(ACTION), 'required', []),
  },
  RequiredPropertyNotOnObject: {
    'a text with required properties': set(label, 'required', ['text']),
  },
  RequiredPropertyDefinitionMissing: {
    'a required property that is none': change(bodySchema(ACTION), 'required', (names = []) => [...names, 'nothing']),
  },
  AdditionalPropertyNotAllowedAdjacentToRef: {
    'a title beside a reference': set(success(LIST), 'schema', { $ref: '#/definitions/Thing', title: 'Thing' }),
  },
  SwaggerKeywordNotSupported: {
    uniqueItems: set(answer(LIST), 'uniqueItems', true),
  },
  UnrecognizedTypeFormat: {
    'a format that nobody knows': set(label, 'format', 'phone'),
    'a format of another type': set(label, 'format', 'int32'),
    'a parameter of such a format': set(parameter(LIST, 'top'), 'format', 'integer'),
  },
  InvalidStringBinaryProperty: {
    'a file within a body': set(label, 'format', 'binary'),
  },
  DefaultValueMustMatchType: {
    'a number for a text': set(label, 'default', 1),
    'a text for a number': set(parameter(LIST, 'top'), 'default', '10'),
  },
};
