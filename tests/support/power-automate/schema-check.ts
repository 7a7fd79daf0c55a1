import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Schema } from '../connector.ts';

/** What a value does wrong, in words; nothing when it is right. */
export type Check = (value: unknown) => string[];

/** Validates by the schemas of a definition, which are JSON schemas of draft 4: types are exact, and null is of no type. */
export class SchemaCheck {
  readonly #ajv = formats.default(new Ajv.default({ strict: false, allErrors: true }));
  readonly #checks = { open: new Map<Schema, Check>(), closed: new Map<Schema, Check>() };

  open(schema: Schema): Check {
    return this.#cached('open', schema, schema);
  }

  /** Also refuses what the schema does not declare, which the platform would let pass and no maker could see. */
  closed(schema: Schema): Check {
    return this.#cached('closed', schema, closedSchema(schema));
  }

  #cached(kind: 'open' | 'closed', schema: Schema, valid: Schema): Check {
    const check = this.#checks[kind].get(schema) ?? this.#compiled(valid);
    this.#checks[kind].set(schema, check);
    return check;
  }

  #compiled(schema: Schema): Check {
    const validate = this.#ajv.compile(schema);
    return (value) => {
      validate(value);
      return (validate.errors ?? []).map(({ instancePath, message, params }) =>
        [instancePath || 'the value', message, params.additionalProperty].filter(Boolean).join(' '),
      );
    };
  }
}

function closedSchema({ properties, items, ...schema }: Schema): Schema {
  const closed = Object.entries(properties ?? {}).map(([name, property]) => [name, closedSchema(property)]);
  return {
    ...(properties && { additionalProperties: false, properties: Object.fromEntries(closed) }),
    ...(items && { items: closedSchema(items) }),
    ...schema,
  };
}
