import { writeFileSync } from 'node:fs';
import { builtDefinition } from './built-definition.ts';
import { contractOf } from './contract.ts';

// For a change that is meant: `node tests/connector/support/write-contract.ts`
writeFileSync('tests/fixtures/connector-operations.txt', contractOf(builtDefinition()));
