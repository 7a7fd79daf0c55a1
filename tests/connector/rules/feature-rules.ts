import { type Finding, type Rule, rule, sources, under } from './rule.ts';

/** The extensions that the rules here know. */
const EXTENSIONS = [
  ...['x-ms-summary', 'x-ms-visibility', 'x-ms-url-encoding', 'x-ms-enum-values', 'x-ms-notification'],
  ...['x-ms-trigger', 'x-ms-trigger-hint', 'x-ms-notification-content', 'x-ms-notification-url'],
  ...['x-ms-dynamic-values', 'x-ms-dynamic-list', 'x-ms-operation-context', 'x-ms-pageable'],
  ...['x-ms-capabilities', 'x-ms-connector-metadata'],
];
const KEYWORDS = /^(?:discriminator|collectionFormat|examples?|xml|externalDocs|allowEmptyValue|multipleOf|tags)$/;
const VALUES = /^(?:file|formData|oauth2|multipart\/form-data|application\/x-www-form-urlencoded)$/;

/** Where the rules of the validator for other features would have to hold. */
export const featureRules: readonly Rule[] = [
  rule({ name: 'only features that the rules know are used', source: sources.ours }, ({ definition }) =>
    unknownIn('$', definition),
  ),
];

function unknownIn(at: string, node: unknown): Finding[] {
  if (typeof node !== 'object' || node === null) return [];
  const areNames = /\.(?:properties|definitions|paths|headers)$/.test(at);
  return Object.entries(node).flatMap(([key, value]) => {
    const path = under(at, Array.isArray(node) ? Number(key) : key);
    return [...(areNames || isKnown(key, value) ? [] : [unknown(path)]), ...unknownIn(path, value)];
  });
}

function isKnown(key: string, value: unknown): boolean {
  if (key.startsWith('x-') && !EXTENSIONS.includes(key)) return false;
  if (['type', 'in'].includes(key) && VALUES.test(String(value))) return false;
  return !KEYWORDS.test(key);
}

function unknown(path: string): Finding {
  return { path, wrong: 'no rule knows this feature', right: 'the rules of the validator for it, here first' };
}
