import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Definition, Schema } from '../connector.ts';

/** What a value does wrong, in words; nothing when it is right. */
export type Check = (value: unknown) => string[];

/**
 * Validates by the schemas of a definition, which are JSON schemas of draft 4: types are exact, and null is of no type. A `closed`
 * check finds every property faulty that its schema does not declare, which the platform would let pass and no maker could see.
 */
export class SchemaCheck {
  readonly #definition: Definition;
  readonly #ajv = new Ajv.default({ strict: false, allErrors: true });
  readonly #checks = { open: new Map<Schema, Check>(), closed: new Map<Schema, Check>() };

  constructor(definition: Definition) {
    this.#definition = definition;
    formats.default(this.#ajv);
  }

  open(schema: Schema): Check {
    return this.#check(schema, 'open');
  }

  closed(schema: Schema): Check {
    return this.#check(schema, 'closed');
  }

  #check(schema: Schema, kind: 'open' | 'closed'): Check {
    const known = this.#checks[kind].get(schema);
    if (known) return known;
    const validate = this.#ajv.compile(this.#inlined(schema, kind === 'closed'));
    const check: Check = (value) => {
      validate(value);
      return (validate.errors ?? []).map(({ instancePath, message, params }) =>
        [instancePath || 'the value', message, params.additionalProperty].filter(Boolean).join(' '),
      );
    };
    this.#checks[kind].set(schema, check);
    return check;
  }

  /** A schema without references. */
  #inlined(schema: Schema, isClosed: boolean): Schema {
    if (schema.$ref) return this.#inlined(this.#referred(schema.$ref), isClosed);
    const { properties, items } = schema;
    return {
      ...schema,
      ...(items && { items: this.#inlined(items, isClosed) }),
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, property]) => [name, this.#inlined(property, isClosed)]),
        ),
      }),
      ...(properties && isClosed && { additionalProperties: schema.additionalProperties ?? false }),
    };
  }

  #referred(reference: string): Schema {
    const name = reference.replace('#/definitions/', '');
    const found = this.#definition.definitions?.[name];
    if (!found) throw new Error(`${reference} leads nowhere`);
    return found;
  }
}
