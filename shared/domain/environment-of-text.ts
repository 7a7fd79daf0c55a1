import { canonicalEnvironmentId } from '../contract/fields.ts';
import { dataOf } from './envelope.ts';
import { fromJsonText } from './json-text.ts';
import { isJsonObject } from './tolerant-reading.ts';

/** The deepest nesting that is looked into. */
const MAX_DEPTH = 8;

/** The environment that a text of events names; `undefined` when it names none, or several. */
export function environmentOfText(text: string): string | undefined {
  const named = new Set(environmentsIn(fromJsonText(text), 0));
  const [first] = named;
  return named.size === 1 ? first : undefined;
}

function environmentsIn(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item) => environmentsIn(item, depth + 1));
  if (!isJsonObject(value)) return [];
  const inner = dataOf(value)?.value ?? value.records;
  if (inner !== undefined) return environmentsIn(inner, depth + 1);
  const properties = fromJsonText(value.properties);
  const id = value.environmentId ?? (isJsonObject(properties) ? properties.instanceId : undefined);
  return typeof id === 'string' && id !== '' ? [canonicalEnvironmentId(id)] : [];
}
