import { describe, expect, test } from '@jest/globals';
import { evaluateWorkflow, workflowFunctions } from './language/language.ts';
import { ExpressionError, type Value } from './language/value.ts';

const body = {
  name: 'crm',
  nested: { deep: 1 },
  list: ['a', 'b'],
  flag: true,
  nothing: null,
  'a/b': 'one key',
  "o'clock": 5,
};

const functions = workflowFunctions({
  triggerBody: { least: 0, most: 0, apply: () => body },
  triggerOutputs: { least: 0, most: 0, apply: () => ({ body }) },
});
const worth = (value: Value) => evaluateWorkflow(value, functions);

describe('a string of a workflow', () => {
  test.each<[string, Value, Value]>([
    ['without a sign is text', 'plain', 'plain'],
    ['may be empty', '', ''],
    ['with a sign further on is text', 'ana@contoso.example, @', 'ana@contoso.example, @'],
    ['that begins with a sign is an expression, of any type', '@triggerBody()', body],
    ['with braces is text with the value in it', "Hello @{triggerBody()?['name']}!", 'Hello crm!'],
    ['with nothing but braces is text too', "@{int('5')}", '5'],
    ['may have several expressions side by side', '@{1}@{2}', '12'],
    ['with two signs at the start is text with one', '@@triggerBody()', '@triggerBody()'],
    ['with two signs before a brace is text with one', 'a @@{b} c', 'a @{b} c'],
    ['with two signs elsewhere keeps them', 'a@@b', 'a@@b'],
    ['may have a brace in a text of its expression', "@{concat('}', '{')}", '}{'],
    ['writes true as True', "@{triggerBody()?['flag']}", 'True'],
    ['writes null as nothing', "[@{triggerBody()?['nothing']}]", '[]'],
    ['writes an object as JSON', "@{triggerBody()?['nested']}", '{"deep":1}'],
    ['is evaluated once, whatever its value looks like', "@concat('@', '{1}')", '@{1}'],
  ])('%s', (_rule, text, expected) => {
    expect(worth(text)).toEqual(expected);
  });

  test('is evaluated wherever it is in an object or a list, and names of properties are not', () => {
    expect(worth({ '@{1}': ['@{2}', { x: "@int('3')" }], y: 4, z: null, t: true })).toEqual({
      '@{1}': ['2', { x: 3 }],
      y: 4,
      z: null,
      t: true,
    });
  });

  test.each([
    ['an expression that ends too early', '@concat('],
    ['an interpolation without its end', 'a @{concat(1)'],
    ['something behind an expression', "@concat('a') b"],
    ['a sign alone', '@'],
    ['a text without its end', "@concat('a)"],
    ['an argument that is missing', "@concat('a',)"],
    ['a name that is neither function nor keyword', '@whatever'],
    ['a foreign sign', '@concat("a")'],
  ])('is refused with %s', (_what, text) => {
    expect(() => worth(text)).toThrow(ExpressionError);
  });
});

describe('a property', () => {
  test.each<[string, string, Value]>([
    ['is selected in brackets', "@triggerBody()['name']", 'crm'],
    ['is selected behind a dot', '@triggerBody().nested.deep', 1],
    ['has a quote doubled in its name', "@triggerBody()['o''clock']", 5],
    ['that is missing is null behind a question mark', "@triggerBody()?['x']", null],
    ['of null is null behind a question mark', "@triggerBody()?['x']?['y']", null],
    ['of null is null behind a question mark and a dot', '@triggerBody()?.x?.y', null],
    ['may be chosen by an expression', "@triggerBody()[concat('na', 'me')]", 'crm'],
    ['may be an item of a list', "@triggerBody()['list'][1]", 'b'],
    ['may be an item that is missing, behind a question mark', "@triggerBody()['list']?[7]", null],
    ['is found by a path, as the designer writes it', "@triggerOutputs()?['body/nested/deep']", 1],
    ['that is missing on a path is null behind a question mark', "@triggerOutputs()?['body/x/y']", null],
    ['with a slash in its own name is found by it', "@triggerBody()?['a/b']", 'one key'],
  ])('%s', (_rule, text, expected) => {
    expect(worth(text)).toEqual(expected);
  });

  test.each([
    ['is missing', "@triggerBody()['x']", /property 'x' does not exist/],
    ['is one of null', "@triggerBody()?['x']['y']", /values of type 'Null'/],
    ['is one of a text, question mark or not', "@triggerBody()?['name']?['y']", /values of type 'String'/],
    ['is missing on a path', "@triggerOutputs()['body/x']", /property 'x' does not exist/],
    ['is in an object only by inheritance', "@triggerBody()['toString']", /does not exist/],
    ['is an item that is missing', "@triggerBody()['list'][7]", /does not exist/],
  ])('is refused when it %s', (_what, text, message) => {
    expect(() => worth(text)).toThrow(message);
  });
});

describe('the function', () => {
  test.each<[string, Value]>([
    ["@coalesce(null, triggerBody()?['x'], 'c')", 'c'],
    ["@coalesce('', 'b')", ''],
    ["@COALESCE(null, 'b')", 'b'],
    ['@coalesce(null)', null],
    ["@concat('a', 1, null, true)", 'a1True'],
    ["@if(equals(triggerBody()?['x'], true), 'yes', 'no')", 'no'],
    ["@if(triggerBody()?['flag'], 'yes', 'no')", 'yes'],
    ["@equals('a', 'A')", false],
    ['@equals(1, 1.0)', true],
    ["@equals(triggerBody()?['nested'], json('{\"deep\":1}'))", true],
    ['@and(true, not(false), or(false, true))', true],
    ['@and(true, false)', false],
    ['@greater(2, 1)', true],
    ['@greater(1, 1)', false],
    ['@greaterOrEquals(1, 1)', true],
    ["@less('a', 'b')", true],
    ['@lessOrEquals(2, 1)', false],
    ['@empty(null)', true],
    ["@empty('')", true],
    ["@empty(createArray(''))", false],
    ["@empty(json('{}'))", true],
    ["@string(json('[1,true]'))", '[1,true]'],
    ['@string(null)', ''],
    ["@int('-12')", -12],
    ["@replace('a.b.c', '.', '$&')", 'a$&b$&c'],
    ["@join(createArray('a', 1), ';')", 'a;1'],
    ["@length('abc')", 3],
    ["@toUpper(toLower(trim(' aB ')))", 'AB'],
    ["@encodeURIComponent('a b/c')", 'a%20b%2Fc'],
    ["@uriComponentToString('%0A')", '\n'],
    ["@formatNumber(1234567.891, 'N0', 'en-US')", '1,234,568'],
    ["@formatNumber(1234.5, 'N2', 'de-DE')", '1.234,50'],
    ["@formatNumber(1234.5, 'F1')", '1234.5'],
    ["@formatNumber(0, 'N')", '0.00'],
    ["@formatDateTime('2026-11-20T02:04:09Z', 'd MMMM yyyy, HH:mm', 'en-US')", '20 November 2026, 02:04'],
    ["@formatDateTime('2026-01-02T15:04:09.5Z', 'dddd, MMM dd yy h:mm tt')", 'Friday, Jan 02 26 3:04 PM'],
    ["@formatDateTime('2026-01-02T15:04:09.05Z', 'ss.fff ''h'' T')", '09.050 h T'],
    ["@formatDateTime('2026-01-02T00:04:09Z', 'hh M/d')", '12 1/2'],
    ["@formatDateTime('2026-01-02T15:04:09Z')", '2026-01-02T15:04:09.0000000Z'],
  ])('call %s', (text, expected) => {
    expect(worth(text)).toEqual(expected);
  });

  test.each([
    ['that nobody knows', '@unknown(1)', /'unknown' is not defined/],
    ['with too few arguments', "@replace('a', 'b')", /does not take 2 arguments/],
    ['with too many arguments', '@not(true, false)', /does not take 2 arguments/],
    ['replace on null', "@replace(triggerBody()?['x'], 'a', 'b')", /'replace' expects a string.*'Null'/],
    ['replace of nothing', "@replace('a', '', 'b')", /empty string/],
    ['formatDateTime on null', "@formatDateTime(triggerBody()?['x'])", /'formatDateTime' expects a string.*'Null'/],
    ['formatDateTime on what is no time', "@formatDateTime('yesterday')", /is none/],
    [
      'formatDateTime with a letter that is not followed here',
      "@formatDateTime('2026-01-02T15:04:09Z', 'yyyy K')",
      /part 'K'/,
    ],
    ['formatNumber on a text', "@formatNumber('1', 'N0')", /'formatNumber' expects a number.*'String'/],
    ['formatNumber with a pattern that is not followed here', "@formatNumber(1, '#,##0')", /not one that is known/],
    ['if on a text', "@if('true', 1, 2)", /'if' expects a boolean/],
    ['and on null', "@and(true, triggerBody()?['x'])", /'and' expects a boolean/],
    ['greater on null', "@greater(triggerBody()?['x'], 1)", /two numbers or two strings.*'Null'/],
    ['greater on a number and a text', "@greater(1, '1')", /two numbers or two strings.*'String'/],
    ['int on a fraction', "@int('1.5')", /'int' expects/],
    ['json on what is none', "@json('{')", /expects JSON/],
    ['empty on a number', '@empty(0)', /'empty' expects/],
    ['join on a text', "@join('a', ';')", /'join' expects an array/],
    [
      'if whose other branch fails, since both are evaluated',
      "@if(true, 'a', replace(null, 'a', 'b'))",
      /'replace' expects/,
    ],
    ['equals on null and an empty text, which is not settled', "@equals(null, '')", /not settled/],
    ['equals on true and 1, which is not settled', '@equals(true, 1)', /not settled/],
  ])('is refused: %s', (_what, text, message) => {
    expect(() => worth(text)).toThrow(message);
  });
});
