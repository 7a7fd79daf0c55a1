import type { Parameter, Schema } from './swagger.ts';

/** The body of an operation. `presentations` adds to its properties, by name, how the designer offers or shows them. */
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
