import { type Mutation, put, valueAt } from './mutate.ts';

const many = (count: number, value: unknown, prefix = 'p') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, value]));
const text = { type: 'string' };
const loop = { type: 'object', properties: { inner: { $ref: '#/definitions/Loop' } } };

type Mutate = Mutation[2];
const putting =
  (place: string, value: unknown): Mutate =>
  (document) =>
    put(document, place, value);
const replacing =
  (from: string | RegExp, to: string): Mutate =>
  (document) =>
    put(document, 'x-readme', String(document['x-readme']).replace(from, to));

const readmes: readonly (readonly [what: string, mutate: Mutate])[] = [
  ['a required heading is gone', replacing('## Prerequisites\n', '')],
  ['an optional heading is gone', replacing('## Getting Started\n', '')],
  ['a heading under another', replacing('## Obtaining Credentials', '### Obtaining Credentials')],
  ['a heading with other words', replacing('## Known Issues and Limitations', '## Limits')],
  ['headings in another order', replacing(/(## Prereq.*?)(## Supported.*?)(?=## Obtaining)/s, '$2$1')],
  ['a heading within commands', replacing('## Getting Started\n', '```sh\n## Getting Started\n```\n')],
  ['a heading twice', replacing('## Prerequisites\n', '## Prerequisites\n\n## Prerequisites\n')],
  ['another title', replacing(/^# .*/, '# Connector')],
  ['another publisher', replacing(/^## Publisher: .*/m, '## Publisher: Contoso')],
];

/** What no line of a table can say. */
export const codeMutations: readonly Mutation[] = [
  ['FieldLengthNotInRange', 'a description of 501 characters', putting('info description', `${'D'.repeat(500)}.`)],
  ['definition-is-small', 'a long text', putting('$LIST description', 'x'.repeat(1024 * 1024))],
  ['definition-is-small', '257 operations', putting('paths', many(257, { get: {} }, '/more/'))],
  ['BodySchemaCountExceedsMaxAllowed', '513 properties in a body', putting('$event properties', many(513, text))],
  ['BodySchemaCountExceedsMaxAllowed', '16,385 in an answer', putting('$page properties', many(16_385, text))],
  [
    'SchemaRefLoopNotAllowed',
    'a schema that holds itself',
    (document) => {
      put(document, 'definitions Loop', loop);
      put(document, '$page', { $ref: '#/definitions/Loop' });
    },
  ],
  [
    'call-can-be-made',
    'a reference to a later input',
    (document) => {
      const { environmentId, ...others } = valueAt(document, '$subscription properties');
      put(document, '$subscription properties', { ...others, environmentId });
    },
  ],
  ...readmes.map(([what, mutate]): Mutation => ['readme-follows-the-template', what, mutate]),
];
