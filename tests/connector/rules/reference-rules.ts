import type { Connector, Definition, Schema } from './connector.ts';
import { type Finding, type Rule, rule, sources, under } from './rule.ts';
import { childrenOf, resolved, schemasOf } from './schemas.ts';

const { validator } = sources;

interface Reference {
  readonly at: string;
  readonly to: string;
}

const rooms = ['definitions', 'parameters', 'responses'] as const;
type Room = (typeof rooms)[number];
const owner: Readonly<Record<Room, string>> = { definitions: 'Schema', parameters: 'Parameter', responses: 'Response' };

/** Each reference anywhere in the document: what a property named `$ref` would be does not occur in a definition. */
function referencesOf(definition: Definition): Reference[] {
  return referencesIn('$', definition);
}

function referencesIn(at: string, node: unknown): Reference[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const path = under(at, Array.isArray(node) ? Number(key) : key);
    return key === '$ref' && typeof value === 'string' ? [{ at: path, to: value }] : referencesIn(path, value);
  });
}

/** What must be referred to from where: a parameter list refers to parameters, a response to responses, all else to definitions. */
function roomFor(at: string): Room {
  if (/\.parameters\[\d+\]\.\$ref$/.test(at)) return 'parameters';
  return /\.responses(?:\.\w+|\['\w+'\])\.\$ref$/.test(at) ? 'responses' : 'definitions';
}

function ofReferences(room: Room): Rule[] {
  return [
    rule({ name: `${owner[room]}ReferenceNotValid`, source: validator }, function* ({ definition }) {
      for (const { at, to } of referencesOf(definition))
        if (roomFor(at) === room && !new RegExp(`^#/${room}/[^/]+$`).test(to))
          yield { path: at, wrong: `"${to}"`, right: `#/${room}/…` };
    }),
    rule({ name: `${owner[room]}ReferenceNotFound`, source: validator }, function* ({ definition }) {
      for (const { at, to } of referencesOf(definition))
        if (to.startsWith(`#/${room}/`) && !Object.hasOwn(definition[room] ?? {}, nameIn(to)))
          yield { path: at, wrong: `${to} is not there`, right: `one of ${room}` };
    }),
  ];
}

export const referenceRules: readonly Rule[] = [
  ...rooms.flatMap(ofReferences),
  rule({ name: 'nothing is defined that nothing uses', source: sources.ours }, unused),
  rule({ name: 'SchemaRefLoopNotAllowed', source: validator }, function* ({ definition }) {
    for (const { at, schema } of schemasOf(definition))
      if (isLooped(definition, schema, []))
        yield { path: at, wrong: 'it holds itself', right: 'no loop of references' };
  }),
];

function nameIn(reference: string): string {
  return reference.split('/').slice(2).join('/');
}

function unused({ definition }: Connector): Finding[] {
  const used = new Set(referencesOf(definition).map(({ to }) => to));
  return rooms.flatMap((room) =>
    Object.keys(definition[room] ?? {})
      .filter((name) => !used.has(`#/${room}/${name}`))
      .map((name) => ({
        path: under('$', room, name),
        wrong: 'nothing refers to it',
        right: 'a use, or no definition',
      })),
  );
}

function isLooped(definition: Definition, written: Schema, trail: readonly Schema[]): boolean {
  const schema = resolved(definition, written);
  if (trail.includes(schema)) return true;
  return childrenOf(schema).some(({ child }) => isLooped(definition, child, [...trail, schema]));
}
