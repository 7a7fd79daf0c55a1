import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { builtDefinition, contractOf } from './support/contract.ts';

/*
 * A line that is gone or changed breaks saved flows, and so does a new input that is required. Other new lines only add,
 * and a pick-list is only for the designer.
 * After an intended change, `node tests/connector/support/write-contract.ts` writes the file.
 */
test('operations take and give what saved flows rely on', () => {
  const frozen = readFileSync('tests/fixtures/connector-operations.txt', 'utf8');
  expect(contractOf(builtDefinition()).split('\n')).toEqual(frozen.split('\n'));
});
