import { add, cut, edit, type Mutation, put } from './mutate.ts';
import { CHOICES, content, event, LIST, label, outcome, page, SAMPLE } from './places.ts';

const top = `${LIST} parameters top`;
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }]));
type Label = { value: string; displayName: string };

export const schemaMutations: readonly Mutation[] = [
  ['schema-is-exact', 'an input without a type', add(`${event} properties`, { more: {} })],
  ['schema-is-exact', 'an answer that is any object', put(page, { type: 'object' })],
  ['schema-is-exact', 'properties without a type', cut(`${event} type`)],
  ['schema-is-exact', 'items without a type', cut(`${page} properties value items type`)],
  ['schema-is-exact', 'a text with required properties', put(`${label} required`, ['text'])],
  ['schema-is-exact', 'an exclusive minimum without a minimum', put(`${label} exclusiveMinimum`, true)],
  ['schema-is-exact', 'an exclusive maximum without a maximum', put(`${label} exclusiveMaximum`, true)],
  ['array-items', 'an array of anything', put(page, { type: 'array' })],
  ['microsoft-definition', 'nothing required', put(`${event} required`, [])],
  ['RequiredPropertyDefinitionMissing', 'a required property that is none', add(`${event} required`, 'nothing')],
  ['no-unknown-feature', 'unique items', put(`${page} uniqueItems`, true)],
  ['UnrecognizedTypeFormat', 'an unknown format', put(`${label} format`, 'phone')],
  ['UnrecognizedTypeFormat', 'a format of another type', put(`${label} format`, 'int32')],
  ['UnrecognizedTypeFormat', 'an unknown format of a parameter', put(`${top} format`, 'integer')],
  ['UnrecognizedTypeFormat', 'a file within a body', put(`${label} format`, 'binary')],
  ['oas2-valid-schema-example', 'a number as the default of a text', put(`${label} default`, 1)],
  ['oas2-valid-schema-example', 'a text as the default of a number', put(`${top} default`, '10')],
  ['oas2-valid-schema-example', 'a default that cannot be chosen', put(`${outcome} default`, 'all')],
  ['microsoft-definition', 'no choices', put(`${outcome} enum`, [])],
  ['typed-enum', 'a number among texts', add(`${outcome} enum`, 1)],
  ['duplicated-entry-in-enum', 'a choice twice', edit<string[]>(`${outcome} enum`, (all) => [...all, ...all.slice(1)])],
  ['microsoft-definition', 'a property required twice', edit<string[]>(`${event} required`, (all) => [...all, ...all])],
  [
    'input-can-be-filled-in',
    'a label for what cannot be chosen',
    add(`${outcome} x-ms-enum-values`, { value: 'other', displayName: 'Other' }),
  ],
  ['input-can-be-filled-in', 'labels without choices', cut(`${outcome} enum`)],
  ['input-can-be-filled-in', 'a choice without a label', add(`${outcome} enum`, 'other')],
  ['input-can-be-filled-in', 'no labels', cut(`${outcome} x-ms-enum-values`)],
  ['microsoft-definition', 'a label without words', cut(`${outcome} x-ms-enum-values 0 displayName`)],
  [
    'input-can-be-filled-in',
    'a value as its own label',
    edit<Label[]>(`${outcome} x-ms-enum-values`, (all) => all.map(({ value }) => ({ value, displayName: value }))),
  ],
  [
    'input-can-be-filled-in',
    'labels that differ in case only',
    edit<Label[]>('ListSubscriptions parameters status x-ms-enum-values', (all) =>
      all.map(({ value }, index) => ({ value, displayName: index === 0 ? 'any' : 'Any' })),
    ),
  ],
  [
    'input-can-be-filled-in',
    'two labels for one choice',
    edit<Label[]>(`${outcome} x-ms-enum-values`, (all) => [...all, ...all.slice(0, 1)]),
  ],
  ['bounds-leave-room', 'a maximum below the minimum', put(`${top} maximum`, 0)],
  ['bounds-leave-room', 'a length without room', add(label, { minLength: 2, maxLength: 1 })],
  ['bounds-leave-room', 'a number of items without room', add(label, { minItems: 2, maxItems: 1 })],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map(
    (bound): Mutation => ['microsoft-definition', `a negative ${bound}`, put(`${label} ${bound}`, -1)],
  ),
  ['microsoft-definition', 'a pattern that is none', put(`${label} pattern`, '[a-z')],
  ['BodySchemaCountExceedsMaxAllowed', '513 properties in a body', put(`${event} properties`, many(513))],
  ['BodySchemaCountExceedsMaxAllowed', '16,385 in an answer', put(`${page} properties`, many(16_385))],
  ['no-secret', 'a signing secret in a notification', put(`${content} schema properties secret`, {})],
  ['no-secret', 'a token in an answer', put(`${CHOICES} responses 200 schema properties token`, {})],
  ['no-secret', 'a password in a body', put(`${event} properties password`, {})],
  ['simulation-is-a-sample', 'a sample of something else', put(`${SAMPLE} responses 200 schema`, { type: 'object' })],
];
