import type { z } from 'zod';
import { type Fault, Phrase, type TextKey, type TextValue, type TextValues } from './phrase.ts';
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

/** The faults of a value that was parsed with `issueKey`. */
export function faultsOf({ issues }: z.ZodError): Fault[] {
  return issues.map((issue) => ({ target: issue.path.join('.'), message: phraseOf(issue) }));
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
    case 'unrecognized_keys':
      return { names: issue.keys.join(', ') };
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
