import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBicep, restoreBicep } from './infra/bicep.ts';

/*
 * `npm test` runs lint, type check, the check of the Bicep files where there is a compiler, and all tests. Its last line counts them
 * all. Arguments are passed to jest.
 */

interface Totals {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

const steps: [name: string, command: string, args: string[]][] = [
  ['lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
  ['types', 'node_modules/typescript/bin/tsc', ['--noEmit']],
];

restoreBicep();
const hasBicep = findBicep() !== undefined;
if (hasBicep) steps.push(['infrastructure', 'local/infra/check.ts', []]);

let passed = 0;
let failed = 0;

for (const [name, command, args] of steps) {
  console.log(`> ${name}`);
  if (run(command, args)) passed += 1;
  else failed += 1;
}
// Many tests mostly wait for other processes, so there is one more worker than processors.
countTests(`--maxWorkers=${availableParallelism() + 1}`, '--testPathIgnorePatterns=<rootDir>/tests/figures/');
// Latency is measured with no other test running.
countTests('--runInBand', '--testPathIgnorePatterns=<rootDir>/tests/(?!figures/)');
if (!hasBicep) console.log('skipped: the check of the Bicep files, since this machine has no compiler for them');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > steps.length ? 0 : 1);

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(process.execPath, [command, ...args], { stdio: 'inherit' }).status === 0;
}

/** Runs jest and adds its totals. A suite that failed to start has no failed test, but counts as one failure. */
function countTests(...options: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-'));
  const outputFile = join(folder, 'tests.json');
  const succeeded = run('node_modules/jest/bin/jest.js', [
    ...options,
    '--passWithNoTests',
    // By then all tests have ended, so a handle that one of them left open must not delay the exit.
    '--forceExit',
    '--json',
    `--outputFile=${outputFile}`,
    ...process.argv.slice(2),
  ]);
  try {
    const totals: Totals = JSON.parse(readFileSync(outputFile, 'utf8'));
    passed += totals.numPassedTests;
    failed += Math.max(totals.numFailedTests, totals.numFailedTestSuites, succeeded ? 0 : 1);
  } catch {
    failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
