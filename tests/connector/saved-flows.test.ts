import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { builtDefinition } from './support/built-definition.ts';
import { contractOf } from './support/contract.ts';
import { changesBetween } from './support/contract-changes.ts';

test('operations, and what they take and give, are those that saved flows rely on', () => {
  const frozen = readFileSync('tests/fixtures/connector-operations.txt', 'utf8');
  expect(changesBetween(frozen, contractOf(builtDefinition()))).toEqual([]);
});

const INPUT = '  takes query/top: integer';
const OUTPUT = '  gives value/id: string';
const OPERATION = `GetItem GET /api/items/{id}
  takes path/id: string, required
`;
const contract = `ListItems GET /api/items
  takes query/status: string, one of active|gone
  takes query/kind: string, required
${INPUT}
  gives value: array of object
${OUTPUT}
${OPERATION}`;

describe('saved flows are broken by', () => {
  test.each<[what: string, from: string, to: string, words: string]>([
    ['an operation that is gone', OPERATION, '', '"GetItem: GET /api/items/{id}" is gone'],
    ['another path', '/items/{id}', '/item/{id}', '"GetItem: GET /api/items/{id}" is now "GET /api/item/{id}"'],
    ['another method', 'Item GET', 'Item PUT', '"GetItem: GET /api/items/{id}" is now "PUT /api/items/{id}"'],
    ['an input that is gone', `${INPUT}\n`, '', '"ListItems takes query/top: integer" is gone'],
    ['an input in another place', 'query/top', 'body/top', '"ListItems takes query/top: integer" is gone'],
    ['an input of another type', 'top: integer', 'top: string', '"ListItems takes query/top: integer" is now "string"'],
    [
      'an input that has to be given now',
      INPUT,
      `${INPUT}, required`,
      '"ListItems takes query/top: integer" is now "integer, required"',
    ],
    [
      'an input that is new and has to be given',
      INPUT,
      `${INPUT}\n  takes body/a: string, required`,
      '"ListItems takes body/a: string, required" is new',
    ],
    [
      'a choice that is gone',
      'active|gone',
      'active',
      '"ListItems takes query/status: string, one of active|gone" is now "string, one of active"',
    ],
    [
      'choices where every text was taken',
      'kind: string',
      'kind: string, one of a|b',
      '"ListItems takes query/kind: string, required" is now "string, one of a|b, required"',
    ],
    ['an output that is gone', `${OUTPUT}\n`, '', '"ListItems gives value/id: string" is gone'],
    [
      'an output of another type',
      'value/id: string',
      'value/id: number',
      '"ListItems gives value/id: string" is now "number"',
    ],
  ])('%s', (_what, from, to, words) => {
    expect(changesBetween(contract, contract.replace(from, to))).toContain(`breaks saved flows: ${words}`);
  });
});

describe('saved flows go on after', () => {
  test.each<[what: string, from: string, to: string, words: string[]]>([
    ['no change', '', '', []],
    [
      'an operation that is new, whatever it has to be given',
      OPERATION,
      `${OPERATION}PutItem PUT /api/items\n  takes body/id: string, required\n`,
      ['only adds: "PutItem: PUT /api/items" is new'],
    ],
    [
      'an input that is new and may be left out',
      INPUT,
      `${INPUT}\n  takes body/a: string`,
      ['only adds: "ListItems takes body/a: string" is new'],
    ],
    [
      'an input that may be left out now',
      'kind: string, required',
      'kind: string',
      ['only adds: "ListItems takes query/kind: string, required" is now "string"'],
    ],
    [
      'a choice that is new',
      'active|gone',
      'new|active|gone',
      ['only adds: "ListItems takes query/status: string, one of active|gone" is now "string, one of new|active|gone"'],
    ],
    [
      'an output that is new',
      OUTPUT,
      `${OUTPUT}\n  gives value/at: string`,
      ['only adds: "ListItems gives value/at: string" is new'],
    ],
    [
      'another order',
      `  gives value: array of object\n${OUTPUT}`,
      `${OUTPUT}\n  gives value: array of object`,
      ['breaks nothing: the same lines in another order'],
    ],
  ])('%s', (_what, from, to, words) => {
    expect(changesBetween(contract, contract.replace(from, to))).toEqual(words);
  });
});
