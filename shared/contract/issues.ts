import * as z from 'zod';
import { type Fault, Phrase, phrase, type TextKey, type TextValue, type TextValues } from './phrase.ts';
import { en } from './texts/en.ts';

/**
 * What is wrong with a value that a schema refuses: the key of a text stands where zod has a message. A schema may have a key of
 * its own, see `fault`.
 */
export function issueKey(issue: z.core.$ZodRawIssue): TextKey {
  if (issue.input === undefined && ABSENT.has(issue.code)) return 'fault.required';
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'fault.other-form';
    case 'invalid_value':
      return issue.values.length > 1 ? 'fault.one-of' : 'fault.only';
    case 'too_small':
      return keyOfTooSmall(issue);
    case 'too_big':
      return keyOfTooBig(issue);
    case 'unrecognized_keys':
      return 'fault.not-known';
    default:
      return 'fault.other-form';
  }
}

/** What a schema says of a value that it refuses, for the rules that only it knows. */
export function fault<Key extends TextKey>(error: Key, params: TextValues<Key>) {
  return { error, params };
}

/** The same as an issue that a check of a schema adds. */
export function faultIssue<Key extends TextKey>(message: Key, params: TextValues<Key>) {
  return { code: 'custom' as const, message, params };
}

/** The faults of a value that was parsed with `issueKey`. The schema tells which properties it knows. */
export function faultsOf({ issues }: z.ZodError, schema: z.ZodType): Fault[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? unknownNames(issue, schema)
      : [{ target: issue.path.join('.'), message: phraseOf(issue) }],
  );
}

/** Of the unknown properties, which may be many and long. */
const MOST_NAMED = 20;
const LONGEST_NAME = 128;

/** Each unknown property is a fault of its own. */
function unknownNames({ path, keys }: z.core.$ZodIssueUnrecognizedKeys, schema: z.ZodType): Fault[] {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const message = known.length > 0 ? phrase('fault.not-known', { names: known.join(', ') }) : NOTHING_EXPECTED;
  return keys.slice(0, MOST_NAMED).map((key) => ({ target: [...path, shortened(key)].join('.'), message }));
}

const NOTHING_EXPECTED = phrase('fault.nothing-expected');

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).toWellFormed()}…`;
}

function phraseOf(issue: z.core.$ZodIssue): Phrase {
  return Object.hasOwn(en, issue.message)
    ? new Phrase(issue.message as TextKey, valuesOf(issue))
    : new Phrase('fault.other-form');
}

function valuesOf(issue: z.core.$ZodIssue): Readonly<Record<string, TextValue>> {
  switch (issue.code) {
    case 'custom':
      return issue.params ?? {};
    case 'invalid_value':
      return { value: String(issue.values[0]), values: issue.values.join(', ') };
    case 'too_small':
      return { limit: Number(issue.minimum), count: Number(issue.minimum) };
    case 'too_big':
      return { limit: Number(issue.maximum), count: Number(issue.maximum) };
    default:
      return {};
  }
}

/** The codes of an issue with a value that is not there. */
const ABSENT: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

const TYPES: Readonly<Record<string, TextKey>> = {
  string: 'fault.text',
  number: 'fault.number',
  int: 'fault.whole-number',
  boolean: 'fault.true-or-false',
  object: 'fault.object',
  record: 'fault.object',
  array: 'fault.list',
};

function keyOfTooSmall({ origin, inclusive, input }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): TextKey {
  if (origin === 'string') return input === '' ? 'fault.required' : 'fault.at-least-characters';
  if (origin === 'array') return 'fault.at-least-items';
  return inclusive === false ? 'fault.more-than' : 'fault.at-least';
}

function keyOfTooBig({ origin, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): TextKey {
  if (origin === 'string') return 'fault.at-most-characters';
  if (origin === 'array') return 'fault.at-most-items';
  return inclusive === false ? 'fault.less-than' : 'fault.at-most';
}
