import { canonicalEnvironmentId } from '../contract/fields.ts';
import { contentOf } from './envelope.ts';
import { fromJsonText } from './json-text.ts';
import { isJsonObject, isPresent } from './tolerant-reading.ts';

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
  const content = contentOf(value);
  if (content) return environmentsIn(content.value, depth + 1);
  const properties = fromJsonText(value.properties);
  const ofRecord = isJsonObject(properties) ? properties.instanceId : undefined;
  const id = isPresent(value.environmentId) ? value.environmentId : ofRecord;
  return typeof id === 'string' && id !== '' ? [canonicalEnvironmentId(id)] : [];
}
