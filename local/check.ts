import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SKIPPED } from './infra/skipped.ts';

/* `npm test` runs lint, type check, the check of the infrastructure and all tests. Its last line counts them all. Arguments are passed to jest. */

interface Totals {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

const steps: [name: string, command: string, args: string[]][] = [
  ['lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
  ['types', 'node_modules/typescript/bin/tsc', ['--noEmit']],
  ['infrastructure', 'local/infra/check.ts', []],
];

let passed = 0;
let failed = 0;
const skipped: string[] = [];

for (const [name, command, args] of steps) {
  console.log(`> ${name}`);
  const status = run(command, args);
  if (status === 0) passed += 1;
  else if (status === SKIPPED) skipped.push(name);
  else failed += 1;
}
// Many tests mostly wait for other processes, so there is one more worker than processors.
countTests(`--maxWorkers=${availableParallelism() + 1}`, '--testPathIgnorePatterns=<rootDir>/tests/figures/');
// Latency is measured with no other test running.
countTests('--runInBand', '--testPathIgnorePatterns=<rootDir>/tests/(?!figures/)');
if (skipped.length > 0) console.log(`skipped, since this machine cannot run them: ${skipped.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > steps.length ? 0 : 1);

function run(command: string, args: readonly string[]): number | null {
  return spawnSync(process.execPath, [command, ...args], { stdio: 'inherit' }).status;
}

/** Runs jest and adds its totals. A suite that failed to start has no failed test, but counts as one failure. */
function countTests(...options: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-'));
  const outputFile = join(folder, 'tests.json');
  const status = run('node_modules/jest/bin/jest.js', [
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
    failed += Math.max(totals.numFailedTests, totals.numFailedTestSuites, status === 0 ? 0 : 1);
  } catch {
    failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
