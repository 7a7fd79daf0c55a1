/** What an expression can be worth: JSON. */
export type Value = null | boolean | number | string | Value[] | { [property: string]: Value };

export type Properties = { [property: string]: Value };

/** What the platform would answer with instead of a value. */
export class ExpressionError extends Error {}

/** The name of the value's kind in the platform's messages. */
export function kindOf(value: Value): string {
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'Array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Float';
  return { boolean: 'Boolean', string: 'String', object: 'Object' }[typeof value as 'boolean' | 'string' | 'object'];
}

export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As an interpolation writes it: .NET capitalizes booleans. */
export function asText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

/** The same JSON with another value for each string in it; names of properties stay. */
export function mapStrings<Part>(part: Part, change: (text: string) => Value): Part {
  return JSON.parse(JSON.stringify(part), (_name, value) => (typeof value === 'string' ? change(value) : value));
}

/** Every string in the JSON. */
export function stringsIn(value: Value): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
