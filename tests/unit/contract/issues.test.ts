import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { parseRequest } from '../../../shared/application/validate.ts';
import { fault } from '../../../shared/contract/issues.ts';
import { parametersSchemas } from '../../../shared/contract/subscription.ts';
import { refusal } from '../../support/said.ts';

describe('the message of a value that is not accepted', () => {
  test.each<[rule: string, schema: z.ZodType, value: unknown, message: string]>([
    ['an absent text', z.string(), undefined, 'required'],
    ['an absent choice', z.enum(['a', 'b']), undefined, 'required'],
    ['an empty text that must have a character', z.string().min(1), '', 'required'],
    ['a number for a text', z.string(), 5, 'expected text'],
    ['a text for a number', z.number(), 'x', 'expected a number'],
    ['no number', z.number(), Number.NaN, 'expected a number'],
    ['a fraction', z.int(), 1.5, 'expected a whole number'],
    ['a text for a truth value', z.boolean(), 'x', 'expected true or false'],
    ['a list for an object', z.object({}), [], 'expected an object'],
    ['an object for a list', z.array(z.string()), {}, 'expected a list'],
    ['an unknown choice', z.enum(['a', 'b']), 'c', 'expected one of a, b'],
    ['a value that only one is right for', z.literal('a'), 'c', 'expected a'],
    ['a number that is too small', z.number().min(1), 0, 'expected at least 1'],
    ['a number on its excluded bound', z.number().gt(1), 1, 'expected more than 1'],
    ['a number that is too large', z.number().max(9), 10, 'expected at most 9'],
    ['a text that is too long', z.string().max(3), 'abcd', 'expected at most 3 characters'],
    ['a list that is too long', z.array(z.number()).max(1), [1, 2], 'expected at most 1 item'],
    [
      'an unknown property',
      z.strictObject({ a: z.int(), b: z.int() }),
      { a: 1, b: 1, x: 1 },
      'not known; expected one of a, b',
    ],
    [
      'an unknown property where none is known',
      z.strictObject({}),
      { x: 1 },
      'not known; this call takes nothing of that kind',
    ],
    ['none of several forms', z.union([z.string(), z.number()]), true, 'expected a value of another form'],
  ])('is a sentence for people: %s', (_rule, schema, value, message) => {
    expect(refusal(schema, value)).toEqual([message]);
  });

  test('keeps the words of a schema that has its own', () => {
    expect(refusal(z.string(fault('fault.environment-first', {})), 5)).toEqual([
      'required: choose an environment first',
    ]);
  });

  test('names the parameter in the answer to a request', () => {
    const parameters = parametersSchemas['segment-threshold-crossed'];
    expect(() => parseRequest(parameters, { environmentId: 'contoso', segment: 's' })).toThrow('threshold: required');
    expect(() => parseRequest(parameters, { environmentId: 'contoso', segment: 's', threshold: -1 })).toThrow(
      'threshold: expected at least 0',
    );
  });
});
