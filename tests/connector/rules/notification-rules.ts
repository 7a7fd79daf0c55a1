import type { Definition, Schema } from './connector.ts';
import { operationsOf } from './operations.ts';
import { type Finding, type Rule, rule, type Source, sources, under } from './rule.ts';
import { notificationsOf, type ReachedSchema, reached, resolved, rootsOf } from './schemas.ts';
import { inputsOf } from './triggers.ts';

const { certification, webhook } = sources;

const SECRET = /secret|passw|token|credential|signature|api_?key|connection_?string/i;
const LEAF_TYPES = ['string', 'number', 'integer', 'boolean'];

/** A rule about every schema that a notification holds. */
function ofNotifications(
  text: { name: string; source: Source },
  judge: (node: ReachedSchema) => string | undefined,
): Rule {
  return rule(text, ({ definition }) =>
    notificationsOf(definition)
      .flatMap((root) => reached(definition, root))
      .flatMap((node): Finding[] => {
        const wrong = judge(node);
        return wrong === undefined ? [] : [{ path: node.at, wrong, right: text.name }];
      }),
  );
}

export const notificationRules: readonly Rule[] = [
  rule({ name: 'a notification is an object', source: webhook }, ({ definition }) =>
    notificationsOf(definition)
      .filter(({ schema }) => resolved(definition, schema).type !== 'object')
      .map(({ at }) => ({ path: at, wrong: 'it is no object', right: 'an object' })),
  ),
  ofNotifications({ name: 'every leaf of a notification has a type', source: certification }, ({ schema }) =>
    isLeaf(schema) && !LEAF_TYPES.includes(schema.type ?? '') ? `its type is ${schema.type}` : undefined,
  ),
  // A null where a type is declared fails the trigger: TriggerInputSchemaMismatch.
  ofNotifications({ name: 'no part of a notification is null', source: sources.ours }, (node) =>
    isNullable(node.schema) ? 'it may be null' : undefined,
  ),
  ofNotifications({ name: 'a notification may grow', source: sources.ours }, ({ schema }) =>
    schema.additionalProperties === false
      ? 'additionalProperties is false: a new property would fail flows'
      : undefined,
  ),
  ofNotifications(
    { name: 'a notification has a title and a description everywhere', source: certification },
    (node) => {
      const { title, description } = node.schema;
      return node.way !== '' && (!title || !description) ? 'a title or a description is missing' : undefined;
    },
  ),
  rule({ name: 'notification content is described', source: webhook }, function* ({ definition }) {
    for (const [template, item] of Object.entries(definition.paths ?? {})) {
      const content = item['x-ms-notification-content'];
      if (content !== undefined && !/^[A-Z].+\.$/s.test(content.description ?? ''))
        yield { path: under('$.paths', template), wrong: `"${content.description}"`, right: 'a sentence' };
    }
  }),
  rule({ name: 'no secret is in a body or an answer', source: sources.ours }, ({ definition }) =>
    namesIn(definition)
      .filter(({ name }) => SECRET.test(name))
      .map(({ at, name }) => ({ path: at, wrong: `${name} is shown in the history of runs`, right: 'leave it out' })),
  ),
];

function isLeaf({ properties, items }: Schema): boolean {
  return properties === undefined && items === undefined;
}

function isNullable(schema: Schema): boolean {
  const type: unknown = schema.type;
  const marks = Object.entries(schema).some(([key, value]) => /nullable$/i.test(key) && value === true);
  const values = [schema.enum ?? [], schema.default].flat();
  return marks || type === 'null' || Array.isArray(type) || values.includes(null);
}

/** The names of what bodies, answers, notifications and headers hold. The token in the query of the DELETE is none of these. */
function namesIn(definition: Definition): { at: string; name: string }[] {
  const properties = rootsOf(definition).flatMap((root) => reached(definition, root));
  const headers = operationsOf(definition)
    .flatMap((located) => inputsOf(definition, located).filter(({ schema }) => isHeader(schema)))
    .map(({ at, way }) => ({ at, name: way }));
  return [...properties.map(({ at, way }) => ({ at, name: way.split('/').at(-1) ?? '' })), ...headers];
}

function isHeader(input: object): boolean {
  return 'in' in input && input.in === 'header';
}
