import type { Parameter, Schema } from './swagger.ts';

/** A body whose properties are chosen or shown as `presentations` says, by their names. */
export function bodyParameter(
  words: Pick<Parameter, 'x-ms-summary' | 'description'>,
  schema: Schema,
  presentations: Readonly<Record<string, Schema>>,
): Parameter {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    { ...property, ...presentations[name] },
  ]);
  return {
    name: 'body',
    in: 'body',
    required: true,
    ...words,
    schema: { ...schema, properties: Object.fromEntries(properties) },
  };
}
