import * as z from 'zod';
import type { Schema } from './swagger.ts';

/** The parts of JSON schema that zod writes for the schemas of the contract. */
interface JsonSchema extends Pick<Schema, 'format' | 'title' | 'description' | 'default' | 'minimum' | 'required'> {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
}

/** The schema of an input. Enums become pick-lists with labels. */
export function inputSchema(schema: z.ZodType): Schema {
  return convert(jsonSchemaOf(schema, 'input'), true);
}

/**
 * The schema of an output. Enums become plain text: the platform would refuse a new value in every flow that was saved with an
 * older definition.
 */
export function outputSchema(schema: z.ZodType): Schema {
  return convert(jsonSchemaOf(schema, 'output'), false);
}

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, target: 'draft-4', unrepresentable: 'any' }) as JsonSchema;
}

function convert(json: JsonSchema, isInput: boolean): Schema {
  // OpenAPI 2.0 allows one type only. Of several alternatives, the first one is the main one.
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

/** What tells repeats, occurrences and pages apart is always there, but few need it: an output that is required would lead. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['firingId', 'subscriptionId', 'sequence', 'nextLink']);

/** Leaves out properties without a title: they are not for makers. */
function propertiesOf({ properties = {}, required = [] }: JsonSchema, isInput: boolean): Schema {
  const shown = Object.entries(properties).filter(([, property]) => property.title);
  const names = shown.map(([name]) => name);
  const isAdvanced = (name: string) => !isInput && BOOKKEEPING.has(name);
  const known = required.filter((name) => names.includes(name) && !isAdvanced(name));
  const converted = shown.map(([name, property]) => [
    name,
    { ...convert(property, isInput), ...(isAdvanced(name) && { 'x-ms-visibility': 'advanced' }) },
  ]);
  return {
    properties: Object.fromEntries(converted),
    ...(known.length > 0 && { required: known }),
  };
}

function formatOf(type: string | undefined, format: string | undefined): Schema {
  if (type === 'integer') return { format: 'int64' };
  if (type === 'number') return { format: 'double' };
  return format ? { format } : {};
}

/** How the designer offers or shows properties, by their names. */
export type Presentations = Readonly<Record<string, Schema>>;

/** The schema of an object with presentations added to its properties. */
export function presented(schema: Schema, presentations: Presentations): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    { ...property, ...presentations[name] },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** An enum with labels. Without a given label, `completedWithWarnings` becomes "Completed with warnings". */
export function labelled(values: readonly string[], labels: Readonly<Record<string, string>> = {}): Schema {
  const displayNameOf = (value: string) => labels[value] ?? sentenceCase(value);
  return { enum: values, 'x-ms-enum-values': values.map((value) => ({ value, displayName: displayNameOf(value) })) };
}

function sentenceCase(word: string): string {
  const text = word.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Capitalises the first letter of every word. */
export function titleCase(text: string): string {
  return text.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
