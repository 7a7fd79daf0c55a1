import { describe, expect, test } from '@jest/globals';
import { rules } from './rules/all-rules.ts';
import { readConnector } from './rules/connector.ts';
import { mutations } from './rules/mutations/all-mutations.ts';
import { schemaMutations } from './rules/mutations/schema-mutations.ts';
import { type Fault, sources } from './rules/rule.ts';
import { heldByWiderRules, ofUnusedFeatures, unpublished, validatorNames } from './rules/validator.ts';

const connector = readConnector();
const names = rules.map(({ name }) => name);
/** Faults of the connector as it is: a mutation has to bring another. */
const known = new Set(rules.flatMap((rule) => rule.check(connector)).map(written));

describe('the connector keeps to', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => {
    expect(rule.check(connector)).toEqual([]);
  });
});

describe('a rule notices', () => {
  test.each(mutations)('%s: %s', (name, _words, mutate) => {
    const mutant = structuredClone(connector);
    mutate(mutant);
    const faults = rules.find((rule) => rule.name === name)?.check(mutant) ?? [];
    expect(faults.filter((fault) => !known.has(written(fault)))).not.toEqual([]);
  });
});

describe('the rules themselves', () => {
  test('have names of their own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  test('each have a mutation that they notice, and every mutation has its rule', () => {
    expect([...new Set(mutations.map(([name]) => name))].toSorted()).toEqual(names.toSorted());
  });
});

describe('every error of the validator', () => {
  const heldByRules = rules.filter(({ source }) => source === sources.validator).map(({ name }) => name);
  const heldBySchema = Object.keys(schemaMutations);

  test('is held by a rule, a wider rule or the schema, or is about a feature that is kept out', () => {
    const held = [heldByRules, Object.keys(heldByWiderRules), heldBySchema, ofUnusedFeatures, unpublished].flat();
    expect(held.toSorted()).toEqual(validatorNames);
  });

  test('that a wider rule holds has that rule', () => {
    expect(names).toEqual(expect.arrayContaining(Object.values(heldByWiderRules)));
  });
});

function written(fault: Fault): string {
  return JSON.stringify(fault);
}
