import type { z } from 'zod';

/** What is wrong with a value, as a person would say it. A schema with words of its own keeps them. */
export function issueInWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && ABSENT.has(issue.code)) return 'required';
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' && issue.input === '' ? 'required' : `expected ${least(issue)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return `not known: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'expected a value of another form';
    default:
      return undefined;
  }
}

/** The codes of an issue with a value that is not there. */
const ABSENT: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function least({ minimum, inclusive, origin }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  return `${inclusive === false ? 'more than' : 'at least'} ${minimum}${unitOf(origin)}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}
