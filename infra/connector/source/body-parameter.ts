import { type Presentations, presented } from './schema-of.ts';
import type { Parameter, Schema } from './swagger.ts';

/** The body of an operation. */
export function bodyParameter(
  words: Pick<Parameter, 'x-ms-summary' | 'description'>,
  schema: Schema,
  presentations: Presentations,
): Parameter {
  return { name: 'body', in: 'body', required: true, ...words, schema: presented(schema, presentations) };
}
