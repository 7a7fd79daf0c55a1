import type * as z from 'zod';
import { faultsOf, issueKey } from '../contract/issues.ts';
import type { Fault } from '../contract/phrase.ts';

/** The fields of a JSON object. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field is there. `null` and the empty text count as absent. */
export function isPresent(value: unknown): boolean {
  return value !== null && value !== '' && value !== undefined;
}

/** Whether an item lacks any of the fields. */
export function lacksAny(item: JsonFields, fields: readonly string[]): boolean {
  return fields.some((field) => !isPresent(item[field]));
}

/** The deepest level of fields that is read: `properties.additionalInfo.entityCount`. */
const LEVELS = 3;

/** The fields of an item and of the objects in it, with `undefined` for those that count as absent. */
export function presentFields(item: JsonFields, levels = LEVELS): JsonFields {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, presentValue(value, levels)]));
}

function presentValue(value: unknown, levels: number): unknown {
  if (!isPresent(value)) return undefined;
  return levels > 1 && isJsonObject(value) ? presentFields(value, levels - 1) : value;
}

/** The fields of an item that are not among the known ones. `known` has the names in each object that is looked into. */
export function unknownFields(item: JsonFields, known: { readonly [path: string]: object }): string[] {
  return Object.entries(known).flatMap(([path, shape]) => {
    const fields = path === '' ? item : item[path];
    if (!isJsonObject(fields)) return [];
    const names = Object.keys(fields).filter((name) => isPresent(fields[name]) && !Object.hasOwn(shape, name));
    return names.map((name) => (path === '' ? name : `${path}.${name}`));
  });
}

/** What is wrong with an item. A message may hold thousands that cannot be read, and only of the first is it ever asked. */
export type AskedFaults = () => readonly Fault[];

/** The result of reading an item by its schema. */
export type TolerantReading<T> =
  | { readonly data: T; readonly dropped: readonly string[]; readonly faults?: undefined }
  | { readonly faults: AskedFaults };

/**
 * Reads an item by a strict schema. Only a field that decides the outcome can make the item unreadable; any other field that the
 * schema refuses is dropped and named.
 */
export function readTolerantly<T>(
  schema: z.ZodType<T>,
  item: JsonFields,
  decides: (field: string) => boolean,
): TolerantReading<T> {
  const dropped = new Set<string>();
  for (let rest = item; ; ) {
    const parsed = schema.safeParse(rest, { error: issueKey });
    if (parsed.success) return { data: parsed.data, dropped: [...dropped] };
    const paths = parsed.error.issues.map(({ path }) => path.map(String));
    const droppable = paths.filter((path) => !decides(path.join('.')) && !dropped.has(path.join('.')));
    if (droppable.length === 0) return { faults: () => faultsOf(parsed.error, schema) };
    for (const path of droppable) {
      dropped.add(path.join('.'));
      rest = without(rest, path);
    }
  }
}

function without(item: JsonFields, [name = '', ...inner]: readonly string[]): JsonFields {
  const { [name]: value, ...others } = item;
  return inner.length > 0 && isJsonObject(value) ? { ...others, [name]: without(value, inner) } : others;
}
