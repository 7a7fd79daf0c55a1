import { describe, expect, test } from '@jest/globals';
import { readConnector } from '../support/connector.ts';
import { fileMutations } from './mutations/file-mutations.ts';
import { operationMutations } from './mutations/operation-mutations.ts';
import { sampleDocument } from './mutations/sample.ts';
import { textMutations } from './mutations/text-mutations.ts';
import { triggerMutations } from './mutations/trigger-mutations.ts';
import { connectorRuleset, documentOf, lint, onlyRule, ownRules } from './rules/ruleset.ts';

const mutations = [textMutations, operationMutations, triggerMutations, fileMutations].flat();

test('the connector keeps every rule', async () => {
  expect(await lint(documentOf(readConnector()), connectorRuleset)).toEqual([]);
});

const sample = JSON.stringify(sampleDocument());

test('the connector with fewer operations keeps every rule', async () => {
  expect(await lint(JSON.parse(sample), connectorRuleset)).toEqual([]);
});

describe('a broken connector is reported by the rule', () => {
  test.each(mutations)('%s: %s', async (code, _what, mutate) => {
    const document = JSON.parse(sample);
    mutate(document);
    expect(await lint(document, onlyRule(code))).toContainEqual(expect.stringContaining(`${code} at `));
  });
});

test('each of our rules has a mutation that proves it', () => {
  const proven = new Set(mutations.map(([code]) => code));
  expect(Object.keys(ownRules).filter((code) => !proven.has(code))).toEqual([]);
});
