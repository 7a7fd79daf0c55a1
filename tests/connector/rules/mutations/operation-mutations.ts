import { ACTION, drop, LIST, type Mutations, operation, parameters, push, responses, set } from './mutation.ts';

export const operationMutations: Mutations = {
  OperationIdRequired: {
    'no id': drop(operation(LIST), 'operationId'),
  },
  OperationIdNotUnique: {
    'an id twice': set(operation(LIST), 'operationId', ACTION),
  },
  OperationIdSanitized: {
    'an id with an underscore': set(operation(LIST), 'operationId', 'List_Segments'),
  },
  'operation ids are in Pascal case': {
    'an id in camel case': set(operation(LIST), 'operationId', 'listSegments'),
  },
  OperationMustHaveResponse: {
    'no responses': set(operation(LIST), 'responses', {}),
  },
  OperationShouldHaveSuccessfulResponse: {
    'errors only': drop(responses(LIST), '200'),
  },
  BodyOrFormDataParameterInFetchOperationNotAllowed: {
    'a GET with a body': push(parameters(LIST), { name: 'body', in: 'body', schema: { type: 'string' } }),
  },
  ConsumesMissing: {
    'a body of no type': set(operation(ACTION), 'consumes', []),
  },
};
