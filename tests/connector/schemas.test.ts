import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readConnector } from './rules/connector.ts';
import type { Mutate, Mutations } from './rules/mutations/mutation.ts';
import { propertiesMutations, schemaMutations } from './rules/mutations/schema-mutations.ts';

/** Microsoft's schemas have comments, which JSON has not. Texts are matched first, since addresses hold slashes too. */
function readSchema(name: string): Record<string, unknown> {
  const text = readFileSync(`tests/fixtures/connector-schemas/${name}`, 'utf8');
  return JSON.parse(text.replace(/"(?:\\.|[^"\\])*"|\/\/.*/g, (part) => (part.startsWith('"') ? part : '')));
}

const options = { strict: false, allErrors: true } as const;
const draft04 = addFormats.default(new AjvDraft04.default(options));
const draft07 = addFormats.default(new Ajv(options));
const { id: _, ...propertiesSchema } = readSchema('paconn-apiProperties.schema.json');
const isDefinition = draft04.compile(readSchema('apiDefinition.swagger.schema.json'));
const isPropertiesFile = draft07.compile(propertiesSchema);

const connector = readConnector();

const ways = (mutations: Mutations): [name: string, words: string, mutate: Mutate][] =>
  Object.entries(mutations).flatMap(([name, byWords]) =>
    Object.entries(byWords).map(([words, mutate]): [string, string, Mutate] => [name, words, mutate]),
  );

function mutant(mutate: Mutate) {
  const broken = structuredClone(connector);
  mutate(broken);
  return broken;
}

describe("Microsoft's schema of a definition", () => {
  test('takes the definition', () => {
    isDefinition(connector.definition);
    expect(isDefinition.errors ?? []).toEqual([]);
  });

  test.each(ways(schemaMutations))('refuses %s: %s', (_name, _words, mutate) => {
    expect(isDefinition(mutant(mutate).definition)).toBe(false);
  });
});

describe("Microsoft's schema of the properties", () => {
  test('takes the properties', () => {
    isPropertiesFile(connector.properties);
    expect(isPropertiesFile.errors ?? []).toEqual([]);
  });

  test.each(ways(propertiesMutations))('refuses in %s: %s', (_name, _words, mutate) => {
    expect(isPropertiesFile(mutant(mutate).properties)).toBe(false);
  });
});
