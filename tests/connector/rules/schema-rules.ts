import type { Definition, Described, Schema } from './connector.ts';
import { operationsOf, parametersOf } from './operations.ts';
import { type Finding, type Rule, rule, type Source, sources, under } from './rule.ts';
import { type LocatedSchema, schemasOf } from './schemas.ts';
import { formats, isOfType } from './value-types.ts';

const { certification, validator } = sources;

type Verdict = [step: string, wrong: string, right: string] | undefined;

/** A rule about every schema that is written out. */
function ofSchemas(name: string, judge: (schema: Schema) => Verdict, source: Source = validator): Rule {
  return rule({ name, source }, ({ definition }) => judged(schemasOf(definition), judge));
}

/** A rule about every schema and every parameter that has a type of its own. */
function ofTyped(name: string, judge: (typed: Described) => Verdict, source: Source = validator): Rule {
  return rule({ name, source }, ({ definition }) => [
    ...judged(schemasOf(definition), judge),
    ...judged(plainParameters(definition), judge),
  ]);
}

function plainParameters(definition: Definition): { at: string; schema: Described }[] {
  return operationsOf(definition)
    .flatMap((located) => parametersOf(definition, located))
    .filter(({ parameter }) => parameter.in !== 'body')
    .map(({ at, parameter: { required: _, ...schema } }) => ({ at, schema }));
}

function judged<T>(located: readonly { at: string; schema: T }[], judge: (schema: T) => Verdict): Finding[] {
  return located.flatMap(({ at, schema }) => {
    const [step, wrong, right] = judge(schema) ?? [];
    return step === undefined || wrong === undefined || right === undefined
      ? []
      : [{ path: under(at, step), wrong, right }];
  });
}

export const schemaRules: readonly Rule[] = [
  rule({ name: 'schemas are not empty', source: certification }, ({ definition }) =>
    schemasOf(definition)
      .filter(isEmpty)
      .map(({ at }) => ({ path: at, wrong: 'it says nothing', right: 'a type, and the properties of an object' })),
  ),
  rule({ name: 'schemas have a type', source: certification }, ({ definition }) =>
    schemasOf(definition)
      .filter(({ schema }) => schema.type === undefined && schema.$ref === undefined && schema.allOf === undefined)
      .map(({ at }) => ({ path: under(at, 'type'), wrong: 'there is none', right: 'a type' })),
  ),
  ofSchemas('ArrayHasNoItems', ({ type, items }) =>
    type === 'array' && items === undefined ? ['items', 'the array has none', 'what it holds'] : undefined,
  ),
  ofSchemas('RequiredPropertyArrayEmpty', ({ required }) =>
    required?.length === 0 ? ['required', 'it is empty', 'at least one name, or leave it out'] : undefined,
  ),
  ofSchemas('RequiredPropertyNotOnObject', ({ type, required }) =>
    type !== undefined && type !== 'object' && required !== undefined
      ? ['required', `it is on a ${type}`, 'on objects only']
      : undefined,
  ),
  ofSchemas('RequiredPropertyDefinitionMissing', ({ required = [], properties = {} }) => {
    const missing = required.filter((name) => !Object.hasOwn(properties, name));
    return missing.length > 0 ? ['required', `${missing.join(', ')} is no property`, 'names of properties'] : undefined;
  }),
  // Designers differ in which of the two they show, and the pages for makers name only one.
  ofSchemas(
    'a title is the same as the summary beside it',
    ({ title, 'x-ms-summary': summary }) =>
      title !== undefined && summary !== undefined && title !== summary
        ? ['title', `"${title}" beside "${summary}"`, 'the same in both']
        : undefined,
    sources.ours,
  ),
  ofSchemas('AdditionalPropertyNotAllowedAdjacentToRef', (schema) =>
    schema.$ref !== undefined && Object.keys(schema).length > 1
      ? ['$ref', `beside it: ${Object.keys(schema).join(', ')}`, 'alone']
      : undefined,
  ),
  ofTyped('SwaggerKeywordNotSupported', ({ uniqueItems }) =>
    uniqueItems === undefined ? undefined : ['uniqueItems', 'the designer does not know it', 'leave it out'],
  ),
  ofTyped('UnrecognizedTypeFormat', ({ type = '', format }) =>
    format !== undefined && !(formats[type] ?? []).includes(format)
      ? ['format', `"${type}/${format}"`, `for ${type}: ${(formats[type] ?? ['none']).join(', ')}`]
      : undefined,
  ),
  ofTyped('InvalidStringBinaryProperty', ({ type, format }) =>
    type === 'string' && format === 'binary' ? ['format', 'binary is for files', 'byte, or no format'] : undefined,
  ),
  ofTyped('DefaultValueMustMatchType', ({ type, default: value }) =>
    value !== undefined && !isOfType(value, type)
      ? ['default', `${JSON.stringify(value)} is no ${type}`, `a ${type}`]
      : undefined,
  ),
  ofTyped(
    'a default is one of the choices',
    ({ enum: values, default: value }) =>
      value !== undefined && values !== undefined && !values.includes(value)
        ? ['default', `${JSON.stringify(value)} cannot be chosen`, `one of ${values.join(', ')}`]
        : undefined,
    sources.ours,
  ),
  ofTyped('EnumMustContainAtLeastOneElement', ({ enum: values }) =>
    values?.length === 0 ? ['enum', 'it is empty', 'at least one value'] : undefined,
  ),
  ofTyped('InvalidEnumValue', ({ enum: values = [], type }) => {
    const wrong = values.find((value) => !isOfType(value, type));
    return wrong === undefined
      ? undefined
      : ['enum', `${JSON.stringify(wrong)} is no ${type}`, `values of type ${type}`];
  }),
  ofTyped('InvalidEnumValuesExtensionValue', (typed) => {
    const labelled = typed['x-ms-enum-values']?.map(({ value }) => value);
    const stranger = labelled?.find((value) => !(typed.enum ?? []).includes(value));
    return stranger === undefined ? undefined : ['x-ms-enum-values', `${stranger} is not in enum`, 'values of enum'];
  }),
  ofTyped(
    'every choice has a label',
    (typed) => {
      const labelled = typed['x-ms-enum-values']?.map(({ value }) => value);
      const bare = labelled && (typed.enum ?? []).find((value) => !labelled.includes(value));
      return bare === undefined ? undefined : ['x-ms-enum-values', `${bare} has no label`, 'a label for each of enum'];
    },
    sources.ours,
  ),
  ofTyped(
    'a label is not the raw value',
    (typed) => {
      const bare = typed['x-ms-enum-values']?.find(({ value, displayName }) => value === displayName);
      return bare && ['x-ms-enum-values', `${bare.value} is its own label`, 'words for makers'];
    },
    sources.ours,
  ),
  ofTyped(
    'labels tell choices apart',
    (typed) => {
      const labels = (typed['x-ms-enum-values'] ?? []).map(({ displayName = '' }) => displayName.toLowerCase());
      const twice = labels.find((label, index) => labels.indexOf(label) !== index);
      return twice === undefined ? undefined : ['x-ms-enum-values', `"${twice}" is there twice`, 'a label of its own'];
    },
    sources.ours,
  ),
  ofTyped('DuplicateEnumValuesInExtension', (typed) => {
    const labelled = (typed['x-ms-enum-values'] ?? []).map(({ value }) => value);
    return new Set(labelled).size < labelled.length
      ? ['x-ms-enum-values', 'a value is labelled twice', 'once']
      : undefined;
  }),
  ofTyped('ArrayDuplicateValue', (typed) => {
    const names = 'required' in typed && Array.isArray(typed.required) ? typed.required : [];
    const isRepeated = [names, typed.enum ?? []].some((values) => new Set(values).size < values.length);
    return isRepeated ? ['enum', 'required or enum has a value twice', 'each value once'] : undefined;
  }),
];

function isEmpty({ schema }: LocatedSchema): boolean {
  const { $ref, type, properties = {}, additionalProperties, allOf = [] } = schema;
  if ($ref !== undefined || allOf.length > 0) return false;
  const holds = Object.keys(properties).length > 0 || typeof additionalProperties === 'object';
  return type === undefined ? !holds : type === 'object' && !holds;
}
