import { type Definition, inputsOf, operationsOf, type Parameter, type Schema } from '../../support/connector.ts';
import { check, OPERATION, overall, PARAMETER, type Rules, SCHEMA, shape, text, when } from './rule.ts';

const DESCRIBED_ANSWER = [`${OPERATION}.responses.*.description`, `${OPERATION}.responses.*.headers.*.description`];
const withSchema = { required: ['schema'] };
const onlyStatus = (status: string) => ({ required: [status] });
const hasBody = { contains: { properties: { in: { const: 'body' } } } };
const takesBody = { required: ['parameters'], properties: { parameters: hasBody } };

/** Paths and operations. */
export const operationRules: Rules = {
  'path-is-plain': text('Segments are fixed texts or one {variable}', '$.paths', {
    field: '@key',
    match: '^(/([^/{}?#*=]+|\\{[^/{}?#*=]+\\}))+$',
  }),
  // Other verbs and shared parameters would not be seen by other rules.
  'path-has-known-operations': shape('A path has operations, and nothing shared', '$.paths.*', {
    minProperties: 1,
    propertyNames: { enum: ['get', 'put', 'post', 'delete', 'x-ms-notification-content'] },
  }),
  'paths-cannot-be-confused': overall('No path also takes calls of another', confusedPaths),
  'operation-id-in-pascal-case': text('Letters and digits, such as GetMessages', `${OPERATION}.operationId`, {
    match: '^([A-Z][a-z0-9]+)+[A-Z]?$',
  }),
  'summaries-differ': overall('Each operation has a summary of its own', (definition) => {
    const summaries = operationsOf(definition).map(({ operation }) => operation.summary?.toLowerCase() ?? '');
    return summaries.filter((summary, index) => summaries.indexOf(summary) !== index);
  }),
  'operation-follows-the-service': shape('Schemes, media types and security are those of the service', OPERATION, {
    propertyNames: { not: { enum: ['schemes', 'consumes', 'produces', 'security'] } },
  }),
  BodyOrFormDataParameterInFetchOperationNotAllowed: shape(
    'A GET or DELETE has no body',
    '$.paths.*[get,delete].parameters',
    { not: hasBody },
  ),
};

/** Parameters of operations. */
export const parameterRules: Rules = {
  ConnectionIdParameterNotAllowed: shape('The platform uses this name itself', PARAMETER, {
    properties: { name: { not: { pattern: '^[cC]onnection[iI]d$' } } },
  }),
  PathParameterMissingEncoding: check<Parameter>('Only a part of the path is encoded, once', PARAMETER, (parameter) =>
    parameter['x-ms-url-encoding'] === (parameter.in === 'path' ? 'single' : undefined) ? [] : ['"single" or nothing'],
  ),
  'body-is-required-and-plain': shape(
    'A body is required, and its pick-lists are in its schema',
    PARAMETER,
    when(
      { properties: { in: { const: 'body' } } },
      {
        required: ['required'],
        properties: { required: { const: true } },
        propertyNames: { not: { pattern: '^x-ms-dynamic-' } },
      },
    ),
  ),
  ParamtersWithSameNameMustHaveSameTypeAndVisibility: overall('One name, one type and visibility', differingInputs),
};

/** What operations answer. */
export const responseRules: Rules = {
  'answers-are-exact': shape('One success, exactly described, and errors without a schema', `${OPERATION}.responses`, {
    oneOf: ['200', '201', '202', '204'].map(onlyStatus),
    patternProperties: { '^20[02]$': withSchema, '^(204|[345]..|default)$': { not: withSchema } },
  }),
  'wrong-key-is-declared': shape(
    'All but the DELETE declare 401, if not their success alone',
    '$.paths.*[get,put,post].responses',
    when({ minProperties: 2 }, onlyStatus('401')),
  ),
  'wrong-body-is-declared': shape(
    'An operation with a body declares 400, if not its success alone',
    OPERATION,
    when(takesBody, { properties: { responses: when({ minProperties: 2 }, onlyStatus('400')) } }),
  ),
  'headers-are-plain': shape('Headers begin with a capital and are described', `${OPERATION}.responses.*.headers`, {
    propertyNames: { pattern: '^[A-Z]' },
    additionalProperties: { required: ['description'] },
  }),
  'answer-is-described': text('A capital first, a period last', DESCRIBED_ANSWER, { match: '^[A-Z0-9].*[^.\\s]\\.$' }),
};

const isOf = (type: string) => ({ properties: { type: { const: type } } });
const onlyFormats = (...formats: string[]) => ({ properties: { format: { enum: formats } } });
const FORMATS = {
  integer: onlyFormats('int32', 'int64'),
  number: onlyFormats('float', 'double'),
  // Not "binary": that is for files.
  string: onlyFormats('byte', 'date', 'date-time', 'date-no-tz', 'password', 'email', 'html', 'uri', 'uuid'),
};

/** Schemas of bodies, answers and notifications. */
export const schemaRules: Rules = {
  'schema-is-exact': shape('A type, and the properties of an object', SCHEMA, {
    required: ['type'],
    allOf: [
      when(isOf('object'), { required: ['properties'], properties: { properties: { minProperties: 1 } } }),
      when({ not: isOf('object') }, { propertyNames: { not: { const: 'required' } } }),
    ],
    dependencies: { exclusiveMinimum: ['minimum'], exclusiveMaximum: ['maximum'] },
  }),
  UnrecognizedTypeFormat: shape('A format fits the type', [...SCHEMA, PARAMETER], {
    allOf: Object.entries(FORMATS).map(([type, formats]) => when(isOf(type), formats)),
  }),
  RequiredPropertyDefinitionMissing: check<Schema>('What is required is a property', SCHEMA, (schema) =>
    (schema.required ?? []).filter((name) => !Object.hasOwn(schema.properties ?? {}, name)),
  ),
  BodySchemaCountExceedsMaxAllowed: check<Schema>('A body has at most 512 schemas', '$.paths..schema', (schema) =>
    (JSON.stringify(schema).match(/"type":/g) ?? []).length > 512 ? ['there are more'] : [],
  ),
  'bounds-leave-room': check<Record<string, number>>(
    'A minimum is below the maximum',
    [...SCHEMA, PARAMETER],
    (schema) =>
      ['imum', 'Length', 'Items'].filter((bound) => Number(schema[`min${bound}`]) > Number(schema[`max${bound}`])),
  ),
  SchemaRefLoopNotAllowed: shape('No schema holds itself', "$.paths..['$ref']", { not: {} }),
  'no-secret': text('No secret shows in the history of runs', '$.paths..properties', {
    field: '@key',
    notMatch: '/secret|passw|token|credential|signature|api_?key|connection_?string/i',
  }),
};

/** Also two paths that differ only by case, or by the name of a variable. */
function confusedPaths({ paths = {} }: Definition): string[] {
  const patterns = Object.keys(paths).map((template) => {
    const pattern = template.replaceAll(/\{[^{}]*\}/g, '[^/]+').replaceAll(/[?*]/g, '.');
    return { template, pattern: new RegExp(`^${pattern.replaceAll(/[{}]/g, '.')}$`, 'i') };
  });
  return patterns.flatMap((one) =>
    patterns.filter((other) => one !== other && one.pattern.test(other.template)).map(({ template }) => template),
  );
}

/** Parameters among themselves, and beside them the properties that triggers subscribe with. */
function differingInputs(definition: Definition): string[] {
  const inputs = operationsOf(definition).flatMap(({ operation, notification }) =>
    inputsOf(operation).filter(({ place }) => place !== 'body' || notification),
  );
  const kindOf = ({ type, 'x-ms-visibility': visibility }: Schema) => `${type} ${visibility}`;
  const parameters = inputs.filter(({ place }) => place !== 'body').toReversed();
  const kinds = new Map(parameters.map(({ way, schema }) => [way, kindOf(schema)]));
  return inputs.flatMap(({ way, schema }) => {
    const name = way.split('/').at(-1) ?? way;
    return kinds.has(name) && kinds.get(name) !== kindOf(schema) ? [name] : [];
  });
}
