import { describe, expect, test } from '@jest/globals';
import { readConnector } from '../support/connector.ts';
import { pagingMutations, propertiesMutations, readmeMutations } from './mutations/file-mutations.ts';
import { answerMutations, operationMutations, parameterMutations } from './mutations/operation-mutations.ts';
import { sampleDocument } from './mutations/sample.ts';
import { schemaMutations } from './mutations/schema-mutations.ts';
import { featureMutations, importMutations, serviceMutations, textMutations } from './mutations/text-mutations.ts';
import { callMutations, triggerMutations } from './mutations/trigger-mutations.ts';
import { connectorRuleset, documentOf, lint, onlyRule, ownRules } from './rules/ruleset.ts';

const mutations = [
  ...[serviceMutations, textMutations, importMutations, featureMutations, operationMutations, parameterMutations],
  ...[answerMutations, schemaMutations, triggerMutations, callMutations],
  ...[propertiesMutations, pagingMutations, readmeMutations],
].flat();

test('the connector keeps every rule', async () => {
  expect(await lint(documentOf(readConnector()), connectorRuleset)).toEqual([]);
});

describe('a broken connector is reported by the rule', () => {
  const sample = JSON.stringify(sampleDocument());

  test('unless it is not broken', async () => {
    expect(await lint(JSON.parse(sample), connectorRuleset)).toEqual([]);
  });

  test.each(mutations)('%s: %s', async (code, _what, mutate) => {
    const document = JSON.parse(sample);
    mutate(document);
    expect(await lint(document, onlyRule(code))).toContainEqual(expect.stringContaining(`${code} at `));
  });

  test('and each of our rules has a mutation that proves it', () => {
    const proven = new Set(mutations.map(([code]) => code));
    expect(Object.keys(ownRules).filter((code) => !proven.has(code))).toEqual([]);
  });
});
