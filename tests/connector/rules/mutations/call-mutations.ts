import type { Connector } from '../connector.ts';
import {
  answer,
  bodySchema,
  CHOICES,
  change,
  copy,
  definition,
  drop,
  input,
  items,
  LIST,
  list,
  type Mutations,
  operation,
  parameters,
  property,
  push,
  SAMPLE,
  set,
  success,
  TRIGGER,
  there,
  values,
  without,
} from './mutation.ts';

const segment = input(TRIGGER, 'segment');
const dataSource = input('OnDataSourceRefreshFailed', 'dataSource');
const environmentId = input(TRIGGER, 'environmentId');
const capabilities = ({ definition: all }: Connector) => there(all['x-ms-capabilities'], 'capabilities');
const fromBody = { environmentId: { parameterReference: 'body/environmentId' } };

/** A query parameter of the pick-list with the name of a property of the body. */
const namesake = { name: 'environmentId', in: 'query', type: 'string' };

export const callMutations: Mutations = {
  'a simulation answers what the trigger brings': {
    'the sample of something else': set(success(SAMPLE), 'schema', {
      type: 'object',
      properties: { a: { type: 'string' } },
    }),
    'the sample of another trigger': copy(success(SAMPLE), 'schema', schemaOf('GetFullRefreshCompletedSample')),
  },
  'each trigger has a simulation of its own': {
    'the sample of another trigger': copy(
      operation(TRIGGER),
      'x-ms-operation-context',
      (connector) => operation('OnFullRefreshCompleted')(connector)['x-ms-operation-context'],
    ),
  },
  'a connection can be tested': {
    'no test': drop(capabilities, 'testConnection'),
    'no capabilities': drop(definition, 'x-ms-capabilities'),
  },
  'a connection is tested by an internal GET': {
    'a visible one': set(capabilities, 'testConnection', { operationId: 'ListEnvironments' }),
  },
  'a connection is tested with fixed values only': {
    'a reference': set(capabilities, 'testConnection', {
      operationId: CHOICES,
      parameters: { environmentId: { parameter: 'environmentId' } },
    }),
  },
  'a connection is tested with its key': {
    'an operation that needs none': set(operation('ListEnvironmentChoices'), 'security', []),
  },
  OperationIdNotFound: {
    'a pick-list of nothing': set(values(segment), 'operationId', 'ListNothing'),
    'a new form of nothing': set(list(segment), 'operationId', 'ListNothing'),
    'a test of nothing': set(capabilities, 'testConnection', { operationId: 'GetNothing' }),
    'a simulation by nothing': set(operation(TRIGGER), 'x-ms-operation-context', {
      simulate: { operationId: 'GetNothing' },
    }),
  },
  OperationMissingRequiredProperty: {
    'a pick-list without its environment': set(values(segment), 'parameters', {}),
    'a new form without it': set(list(segment), 'parameters', {}),
    'a test that needs something': set(capabilities, 'testConnection', { operationId: CHOICES }),
    'a simulation that needs something': change(operation(SAMPLE), 'parameters', (all = []) => [
      ...all,
      { ...namesake, required: true },
    ]),
  },
  OperationParameterNameNotFound: {
    'a value for nothing': set(values(dataSource), 'parameters', { all: true }),
    'a reference to nothing': set(values(segment), 'parameters', { environmentId: { parameter: 'environment' } }),
    'a way to nothing': set(list(segment), 'parameters', { environmentId: { parameterReference: 'body/environment' } }),
    'a name where the way is due': set(list(segment), 'parameters', {
      environmentId: { parameterReference: 'environmentId' },
    }),
  },
  OperationParameterNameIsAmbiguous: {
    'a name that means two inputs of the operation called': push(parameters(CHOICES), {
      name: 'query',
      in: 'body',
      schema: { type: 'object', properties: { environmentId: { type: 'string' } } },
    }),
  },
  OperationParameterStaticTypeMismatch: {
    'a text for a yes or no': set(values(dataSource), 'parameters', {
      environmentId: { parameter: 'environmentId' },
      includeAny: 'true',
    }),
    'a number for it in the new form': set(list(dataSource), 'parameters', { ...fromBody, includeAny: { value: 1 } }),
  },
  OperationParameterTypeMismatch: {
    'a number for a text': set(environmentId, 'type', 'integer'),
  },
  OperationParameterRequiredMismatch: {
    'a list that needs what is optional': change(bodySchema(TRIGGER), 'required', (names = []) =>
      names.filter((name) => name !== 'environmentId'),
    ),
  },
  SourcePropertyInternal: {
    'a reference to what nobody can fill': set(environmentId, 'x-ms-visibility', 'internal'),
  },
  'a reference is to an input before it': {
    'the environment after the segment': change(bodySchema(TRIGGER), 'properties', (all) => ({
      ...without(all, 'environmentId'),
      environmentId: { type: 'string' },
    })),
    'a list that depends on itself': set(list(segment), 'parameters', {
      environmentId: { parameterReference: 'body/segment' },
    }),
  },
  'dynamic calls have parameters': {
    'a list without': drop(values(segment), 'parameters'),
    'a new form without': drop(list(segment), 'parameters'),
  },
  'pick-lists come in both forms': {
    'the old form only': drop(segment, 'x-ms-dynamic-list'),
    'the new form only': drop(segment, 'x-ms-dynamic-values'),
  },
  'both forms of a pick-list agree': {
    'another operation': set(list(segment), 'operationId', 'ListMeasureChoices'),
    'another collection': set(list(segment), 'itemsPath', 'items'),
    'another title': set(list(segment), 'itemTitlePath', 'value'),
    'another fixed value': set(list(dataSource), 'parameters', { ...fromBody, includeAny: { value: false } }),
  },
  DynamicListExtensionRequiredForNonParameterReferences: {
    'a dependency in the body, in the old form only': drop(segment, 'x-ms-dynamic-list'),
  },
  DynamicListExtensionRequiredForAmbiguousReferences: {
    'a name that means two inputs, in the old form only': (connector) => {
      parameters(TRIGGER)(connector).push(namesake);
      delete segment(connector)['x-ms-dynamic-list'];
    },
  },
  'a pick-list is filled by an internal GET': {
    'a visible one': drop(operation(CHOICES), 'x-ms-visibility'),
    'an action': set(values(segment), 'operationId', 'PublishMetricChange'),
  },
  InvokedOperationShouldProduceArray: {
    'another collection': set(values(segment), 'value-collection', 'items'),
    'another collection in the new form': set(list(segment), 'itemsPath', 'items'),
    'an answer that is no array': set(property(answer(CHOICES), 'value'), 'type', 'object'),
  },
  InvokedOperationShouldProduceProperty: {
    'a value that the items do not have': set(values(segment), 'value-path', 'id'),
    'a title that they do not have': set(list(segment), 'itemTitlePath', 'name'),
    'items that lose their title': change(items(CHOICES), 'properties', (all) => without(all, 'title')),
  },
  'pick-lists name the value and the title': {
    'no title': drop(values(segment), 'value-title'),
    'no value': drop(list(segment), 'itemValuePath'),
  },
  'a chosen value has the type of the input': {
    'choices that are numbers': set(property(items(CHOICES), 'value'), 'type', 'integer'),
  },
  InvalidNextLinkNameValue: {
    'another name': set(operation(LIST), 'x-ms-pageable', { nextLinkName: 'next' }),
  },
  'the next link of a list is in its answer': {
    'no such property': set(operation(LIST), 'x-ms-pageable', { nextLinkName: '@odata.nextLink' }),
  },
  'a list with a next link is pageable': {
    'a link that nobody follows': drop(operation(LIST), 'x-ms-pageable'),
  },
  'a list is an array beside the next link': {
    'an object of pages': set(property(answer(LIST), 'value'), 'type', 'object'),
  },
};

function schemaOf(id: string) {
  return (connector: Connector) => success(id)(connector).schema;
}
