import { describe, expect, test } from '@jest/globals';
import type { Schema } from '../support/connector.ts';
import { answerOf, fullTitle, isInSight, shownOf } from './rules/designer-view.ts';

const text = (title: string, more: object = {}): Schema => ({ type: 'string', title, ...more });
const important = { 'x-ms-visibility': 'important' };
const advanced = { 'x-ms-visibility': 'advanced' };

describe('the designer', () => {
  test.each([
    ['the only response, if it is a success', ['202'], '202'],
    ['no response, if the only one is an error', ['404'], undefined],
    ['200 of several', ['202', '200', '401'], '200'],
    ['201 of several without a 200', ['201', '401'], '201'],
    ['the default of several without either', ['202', 'default'], 'default'],
    ['nothing of several others', ['202', '401'], undefined],
  ])('reads outputs from %s', (_what, statuses, read) => {
    const responses = Object.fromEntries(statuses.map((status) => [status, { schema: text(status) }]));
    expect(answerOf({ responses })?.schema?.title).toBe(read);
  });

  test('shows what is required, then what is important, then the rest, then what is advanced, and nothing internal', () => {
    const properties = {
      a: text('A', advanced),
      b: text('B'),
      c: text('C', important),
      d: text('D', advanced),
      e: text('E', { 'x-ms-visibility': 'internal' }),
    };
    expect(shownOf({ type: 'object', properties, required: ['d'] }).map(fullTitle)).toEqual(['D', 'C', 'B', 'A']);
  });

  test('puts the titles of objects and arrays before those of their properties, and shows arrays but not objects', () => {
    const inner: Schema = { type: 'object', title: 'Error', properties: { code: text('Code') }, required: ['code'] };
    const properties = { error: inner, parts: { type: 'array', title: 'Parts', items: inner } };
    expect(shownOf({ type: 'object', properties }).map(fullTitle)).toEqual(['Error Code', 'Parts', 'Parts Code']);
  });

  test.each([
    ['in sight when it is required', true, undefined, {}, true],
    ['in sight when it is important', false, 'important', {}, true],
    ['in sight when it has a default', false, undefined, { default: 'any' }, true],
    ['under "Advanced" when it is none of these', false, undefined, {}, false],
    ['under "Advanced" when it is advanced, whatever its default', false, 'advanced', { default: 'any' }, false],
  ])('has an input %s', (_what, isRequired, visibility, schema, expected) => {
    expect(isInSight({ isRequired, visibility, schema })).toBe(expected);
  });
});
