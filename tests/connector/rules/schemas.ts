import type { Definition, Parameter, Schema } from './connector.ts';
import { bodyOf, type LocatedOperation, operationsOf, target } from './operations.ts';
import { under } from './rule.ts';

export interface LocatedSchema {
  readonly at: string;
  readonly schema: Schema;
}

/** A schema reached from a root, references followed. */
export interface ReachedSchema extends LocatedSchema {
  /** The way from the root, as a path string: `status/code`. Items add nothing. */
  readonly way: string;
  readonly required: boolean;
  readonly internal: boolean;
}

/** Every schema that is written out in the definition; a reference counts as itself. */
export function schemasOf(definition: Definition): LocatedSchema[] {
  return rootsOf(definition).flatMap(({ at, schema }) => within(at, schema));
}

/** The properties among them. */
export function propertiesOf(definition: Definition): (LocatedSchema & { readonly name: string })[] {
  return schemasOf(definition).flatMap(({ at, schema }) =>
    Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      at: under(at, 'properties', name),
      name,
      schema: property,
    })),
  );
}

function within(at: string, schema: Schema): LocatedSchema[] {
  return [{ at, schema }, ...childrenOf(schema).flatMap(({ steps, child }) => within(under(at, ...steps), child))];
}

interface Child {
  readonly steps: readonly (string | number)[];
  readonly child: Schema;
  readonly name?: string;
}

export function childrenOf(schema: Schema): Child[] {
  const { properties = {}, items, additionalProperties, allOf = [] } = schema;
  return [
    ...Object.entries(properties).map(([name, child]) => ({ steps: ['properties', name], child, name })),
    ...(items === undefined ? [] : [{ steps: ['items'], child: items }]),
    ...(typeof additionalProperties === 'object'
      ? [{ steps: ['additionalProperties'], child: additionalProperties }]
      : []),
    ...allOf.map((child, index) => ({ steps: ['allOf', index], child })),
  ];
}

/** Where schemas begin: bodies, answers, notifications and definitions. */
export function rootsOf(definition: Definition): LocatedSchema[] {
  const operations = operationsOf(definition);
  return [
    ...operations.flatMap(({ at, operation }) => bodiesIn(under(at, 'parameters'), operation.parameters)),
    ...outputsOf(definition),
    ...bodiesIn('$.parameters', definition.parameters),
    ...named('$.definitions', definition.definitions),
  ];
}

/** Where outputs begin: answers and notifications. */
export function outputsOf(definition: Definition): LocatedSchema[] {
  return [...operationsOf(definition).flatMap(answersOf), ...notificationsOf(definition)];
}

function bodiesIn(at: string, parameters: Record<string, Parameter> | Parameter[] = []): LocatedSchema[] {
  return Object.entries(parameters).flatMap(([key, { schema }]) =>
    schema === undefined ? [] : [{ at: under(at, Array.isArray(parameters) ? Number(key) : key, 'schema'), schema }],
  );
}

function answersOf({ at, operation }: LocatedOperation): LocatedSchema[] {
  return Object.entries(operation.responses ?? {}).flatMap(([status, { schema }]) =>
    schema === undefined ? [] : [{ at: under(at, 'responses', status, 'schema'), schema }],
  );
}

export function notificationsOf(definition: Definition): LocatedSchema[] {
  return Object.entries(definition.paths ?? {}).flatMap(([template, item]) => {
    const schema = item['x-ms-notification-content']?.schema;
    return schema === undefined
      ? []
      : [{ at: under('$.paths', template, 'x-ms-notification-content', 'schema'), schema }];
  });
}

function named(at: string, schemas: Record<string, Schema> = {}): LocatedSchema[] {
  return Object.entries(schemas).map(([name, schema]) => ({ at: under(at, name), schema }));
}

/** The schema itself, or what it refers to. */
export function resolved(definition: Definition, schema: Schema): Schema {
  const named = target(definition.definitions, schema.$ref);
  return named ?? schema;
}

/** All that is reached from a schema; a loop of references is walked once. */
export function reached(definition: Definition, root: LocatedSchema): ReachedSchema[] {
  const internal = root.schema['x-ms-visibility'] === 'internal';
  return walk(definition, { ...root, way: '', required: true, internal }, []);
}

/** All that is reached in the body of an operation, with the body parameter's own marks. */
export function reachedInBody(definition: Definition, operation: LocatedOperation): ReachedSchema[] {
  const body = bodyOf(definition, operation);
  if (body?.parameter.schema === undefined) return [];
  const { required = false, schema } = body.parameter;
  const marks = [body.parameter, resolved(definition, schema)].map((marked) => marked['x-ms-visibility']);
  const internal = marks.includes('internal');
  return walk(definition, { at: under(body.at, 'schema'), schema, way: '', required, internal }, []);
}

function walk(definition: Definition, node: ReachedSchema, trail: readonly Schema[]): ReachedSchema[] {
  const schema = resolved(definition, node.schema);
  if (trail.includes(schema)) return [];
  const here = { ...node, schema };
  const children = childrenOf(schema).map(({ steps, child, name }) => ({
    at: under(node.at, ...steps),
    schema: child,
    way: name === undefined ? node.way : [node.way, name].filter(Boolean).join('/'),
    required: node.required && (name === undefined || (schema.required ?? []).includes(name)),
    internal: node.internal || resolved(definition, child)['x-ms-visibility'] === 'internal',
  }));
  return [here, ...children.flatMap((child) => walk(definition, child, [...trail, schema]))];
}

/** The schema at a path string, or nothing. The empty path is the schema itself. */
export function schemaAt(definition: Definition, schema: Schema | undefined, path = ''): Schema | undefined {
  return path
    .split('/')
    .filter(Boolean)
    .reduce<Schema | undefined>(
      (parent, step) => parent && resolved(definition, parent).properties?.[step],
      schema && resolved(definition, schema),
    );
}
