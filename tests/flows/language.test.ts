import { describe, expect, test } from '@jest/globals';
import { evaluateWorkflow } from './language/functions.ts';
import { ExpressionError, type Value } from './language/value.ts';

const body = { name: 'crm', nested: { deep: 1 }, flag: true, nothing: null, 'a/b': 'one key', "o'clock": 5 };
const resultOf = (value: Value) =>
  evaluateWorkflow(value, { triggerBody: () => body, triggerOutputs: () => ({ body }) });

describe('the expression language of workflows', () => {
  test.each<[Value, Value]>([
    ['@triggerBody()', body],
    ["Hello @{triggerBody()?['name']}!", 'Hello crm!'],
    ['@@triggerBody()', '@triggerBody()'],
    ['a @@{b} c@@d', 'a @{b} c@@d'],
    ["@{IF(true, '}{', '')}", '}{'],
    ["@{triggerBody()?['flag']} [@{triggerBody()?['nothing']}] @{triggerBody().nested}", 'True [] {"deep":1}'],
    [{ '@{1}': ["@{'2'}", { x: true }] }, { '@{1}': ['2', { x: true }] }],
    ["@triggerBody()['o''clock']", 5],
    ["@triggerBody()?['x']?['y']", null],
    ["@triggerOutputs()?['body/nested/deep']", 1],
    ["@triggerBody()?['a/b']", 'one key'],
    ["@if(equals(triggerBody()?['x'], true), 'yes', 'no')", 'no'],
  ])('evaluates %j to %j', (text, expected) => {
    expect(resultOf(text)).toEqual(expected);
  });

  test.each([
    ...[
      '@if(',
      'a @{if(1)',
      "@if(true, 'a', 'b') b",
      '@',
      "@if(true, 'a)",
      "@if(true, 'a',)",
      '@whatever',
      '@if(true, "a", "b")',
    ],
    ...["@triggerBody()['x']", "@triggerBody()?['x']['y']", "@triggerBody()?['name']?['y']"],
    ...["@triggerOutputs()['body/x']", "@triggerBody()['toString']", '@unknown(1)'],
    ...["@if('true', 1, 2)", "@join('a', ';')", "@equals(null, '')", "@if(true, 'a', join('b', ';'))"],
  ])('refuses %s', (text) => {
    expect(() => resultOf(text)).toThrow(ExpressionError);
  });
});
