import { z } from 'zod';
import type { Schema } from './swagger.ts';

/** JSON schema as zod writes it, as far as our schemas use it. */
interface JsonSchema extends Pick<Schema, 'format' | 'title' | 'description' | 'default' | 'minimum' | 'required'> {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
}

/** What a flow fills in: enums are pick-lists with labels. */
export function inputSchema(schema: z.ZodType): Schema {
  return convert(jsonSchemaOf(schema, 'input'), true);
}

/**
 * What a flow gets. An enum stays open, as the platform refuses a payload with a word that the definition of a flow saved long
 * ago did not have.
 */
export function outputSchema(schema: z.ZodType): Schema {
  return convert(jsonSchemaOf(schema, 'output'), false);
}

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, target: 'draft-4', unrepresentable: 'any' }) as JsonSchema;
}

function convert(json: JsonSchema, isInput: boolean): Schema {
  // What may also be null or its own text is told by what it mainly is: a schema of OpenAPI 2.0 has one type.
  const main = json.anyOf ? { ...json.anyOf[0], ...wordsOf(json) } : json;
  if (main.anyOf) return convert(main, isInput);
  const type = Array.isArray(main.type) ? main.type[0] : main.type;
  return {
    type,
    ...formatOf(type, main.format),
    ...titled(main),
    ...(main.default !== undefined && { default: main.default }),
    ...(isInput && main.minimum !== undefined && main.minimum >= 0 && { minimum: main.minimum }),
    ...(isInput && main.enum && labelled(main.enum)),
    ...(main.items && { items: convert(main.items, isInput) }),
    ...(main.properties && propertiesOf(main, isInput)),
  };
}

function wordsOf({ title, description }: JsonSchema) {
  return { ...(title && { title }), ...(description && { description }) };
}

function titled({ title, description }: JsonSchema): Schema {
  return {
    ...(title && { title: titleCase(title), 'x-ms-summary': titleCase(title) }),
    ...(description && { description }),
  };
}

/** A property without a title is not for people who make flows. */
function propertiesOf({ properties = {}, required = [] }: JsonSchema, isInput: boolean): Schema {
  const shown = Object.entries(properties).filter(([, property]) => property.title);
  const names = shown.map(([name]) => name);
  const known = required.filter((name) => names.includes(name));
  return {
    properties: Object.fromEntries(shown.map(([name, property]) => [name, convert(property, isInput)])),
    ...(known.length > 0 && { required: known }),
  };
}

function formatOf(type: string | undefined, format: string | undefined): Schema {
  if (type === 'integer') return { format: 'int64' };
  if (type === 'number') return { format: 'double' };
  return format ? { format } : {};
}

/** An enum whose values are shown in words: `completedWithWarnings` as "Completed with warnings", unless a label is given. */
export function labelled(values: readonly string[], labels: Readonly<Record<string, string>> = {}): Schema {
  const displayNameOf = (value: string) => labels[value] ?? sentenceCase(value);
  return { enum: values, 'x-ms-enum-values': values.map((value) => ({ value, displayName: displayNameOf(value) })) };
}

function sentenceCase(word: string): string {
  const text = word.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function titleCase(text: string): string {
  return text.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
