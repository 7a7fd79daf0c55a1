import { callMutations } from './call-mutations.ts';
import { choiceMutations } from './choice-mutations.ts';
import { connectionMutations } from './connection-mutations.ts';
import { infoMutations } from './info-mutations.ts';
import type { Mutate } from './mutation.ts';
import { operationMutations } from './operation-mutations.ts';
import { parameterMutations } from './parameter-mutations.ts';
import { pathMutations } from './path-mutations.ts';
import { propertiesFileMutations } from './properties-file-mutations.ts';
import { readmeMutations } from './readme-mutations.ts';
import { responseMutations } from './response-mutations.ts';
import { textMutations } from './text-mutations.ts';
import { triggerMutations } from './trigger-mutations.ts';

const byRule = [
  infoMutations,
  textMutations,
  operationMutations,
  pathMutations,
  parameterMutations,
  responseMutations,
  choiceMutations,
  triggerMutations,
  callMutations,
  connectionMutations,
  propertiesFileMutations,
  readmeMutations,
];

/** Every way to break the connector, with the rule that must notice it. */
export const mutations: readonly (readonly [rule: string, words: string, mutate: Mutate])[] = byRule.flatMap((group) =>
  Object.entries(group).flatMap(([rule, ways]) =>
    Object.entries(ways).map(([words, mutate]) => [rule, words, mutate] as const),
  ),
);
