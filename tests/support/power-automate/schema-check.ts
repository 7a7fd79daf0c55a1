import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Schema } from '../connector.ts';

/** What a value does wrong, in words; nothing when it is right. */
export type Check = (value: unknown) => string[];

const ajv = formats.default(new Ajv.default({ strict: false, allErrors: true }));
const closed = new WeakMap<Schema, Schema>();

/** Validates by a JSON schema of draft 4, as definitions have them: types are exact, and null is of no type. */
export function openCheck(schema: object): Check {
  // Compiled once for each schema.
  const validate = ajv.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath || 'the value', message, params.additionalProperty].filter(Boolean).join(' '),
    );
  };
}

/** Also refuses what the schema does not declare, which the platform would let pass and no maker could see. */
export function closedCheck(schema: Schema): Check {
  const strict = closed.get(schema) ?? closedSchema(schema);
  closed.set(schema, strict);
  return openCheck(strict);
}

function closedSchema({ properties, items, ...schema }: Schema): Schema {
  const parts = Object.entries(properties ?? {}).map(([name, property]) => [name, closedSchema(property)]);
  return {
    ...(properties && { additionalProperties: false, properties: Object.fromEntries(parts) }),
    ...(items && { items: closedSchema(items) }),
    ...schema,
  };
}
