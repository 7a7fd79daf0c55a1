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
    ["@{concat('}', '{')}", '}{'],
    ["@{triggerBody()?['flag']} [@{triggerBody()?['nothing']}] @{triggerBody().nested}", 'True [] {"deep":1}'],
    ["@concat('@', '{1}')", '@{1}'],
    [{ '@{1}': ["@{'2'}", { x: true }] }, { '@{1}': ['2', { x: true }] }],
    ["@triggerBody()['o''clock']", 5],
    ["@triggerBody()?['x']?['y']", null],
    ["@triggerOutputs()?['body/nested/deep']", 1],
    ["@triggerBody()?['a/b']", 'one key'],
    ["@COALESCE(null, triggerBody()?['x'], '', 'c')", ''],
    ["@if(equals(triggerBody()?['x'], true), 'yes', 'no')", 'no'],
    ["@replace('a.b.c', '.', '$&')", 'a$&b$&c'],
    ["@decodeUriComponent('%0A')", '\n'],
    ["@formatDateTime('2026-11-20T02:04:09.5Z', 'd MMMM yyyy, HH:mm', 'en-US')", '20 November 2026, 02:04'],
  ])('evaluates %j to %j', (text, expected) => {
    expect(resultOf(text)).toEqual(expected);
  });

  test.each([
    ...[
      '@concat(',
      'a @{concat(1)',
      "@concat('a') b",
      '@',
      "@concat('a)",
      "@concat('a',)",
      '@whatever',
      '@concat("a")',
    ],
    ...["@triggerBody()['x']", "@triggerBody()?['x']['y']", "@triggerBody()?['name']?['y']"],
    ...["@triggerOutputs()['body/x']", "@triggerBody()['toString']", '@unknown(1)', "@replace('a', 'b')"],
    ...["@replace(triggerBody()?['x'], 'a', 'b')", "@replace('a', '', 'b')", "@if('true', 1, 2)", "@join('a', ';')"],
    ...["@formatDateTime('yesterday', 'd', 'en-US')", "@formatDateTime('2026-01-02T15:04:09Z', 'ddd', 'en-US')"],
    ...["@formatNumber('1', 'N0', 'en-US')", "@formatNumber(1, '#,##0', 'en-US')", "@equals(null, '')"],
    "@if(true, 'a', replace(null, 'a', 'b'))",
  ])('refuses %s', (text) => {
    expect(() => resultOf(text)).toThrow(ExpressionError);
  });
});
