import { writeFileSync } from 'node:fs';
import { builtDefinition, contractOf } from './contract.ts';

// For an intended change: `node tests/connector/support/write-contract.ts`
writeFileSync('tests/fixtures/connector-operations.txt', contractOf(builtDefinition()));
