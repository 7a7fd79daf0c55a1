import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { findBrowser, hasBrowser } from './browser/find-browser.ts';
import { findBicep } from './infra/bicep.ts';

/*
 * `npm test` runs lint, type check, the check of the Bicep files where there is a compiler, and all tests. Its last line counts them
 * all, each check as one; the line before tells the parts of that sum. Arguments are passed to jest.
 */

interface Totals {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The tests start many processes that load the same modules. */
const ENVIRONMENT = { ...process.env, NODE_COMPILE_CACHE: resolve('node_modules/.cache/processes') };
const TYPES = 'node_modules/typescript/bin/tsc';
const [lint, infrastructureCheck, ...typesByFolder] = await Promise.all([
  countStep('lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  countStep('infrastructure', 'local/infra/check.ts'),
  // What runs in a browser knows other types than what runs in Node.
  ...['.', 'console', 'tests/console'].map((folder) =>
    countStep(`types of ${folder}`, TYPES, '--noEmit', '-p', folder),
  ),
]);
const types = typesByFolder.reduce(add);
const hasBicep = findBicep() !== undefined;
const infrastructure = hasBicep ? infrastructureCheck : { passed: 0, failed: 0 };
// Otherwise each suite of the console that starts now would unpack the browser.
if (hasBrowser()) findBrowser();
const tests = add(
  // Many tests mostly wait for other processes, so there is one more worker than processors.
  countTests(`--maxWorkers=${availableParallelism() + 1}`, '--testPathIgnorePatterns=<rootDir>/tests/figures/'),
  // Latency is measured with no other test running.
  countTests('--runInBand', '--testPathIgnorePatterns=<rootDir>/tests/(?!figures/)'),
);
const { passed, failed } = [lint, types, infrastructure, tests].reduce(add);
if (!hasBicep) console.log('skipped: the check of the Bicep files, since this machine has no compiler for them');
if (!hasBrowser() && !process.env.CI)
  console.log('skipped: the tests of the console, since this machine has no browser for them (CHROME_PATH names one)');
console.log(`\nlint ${told(lint)}, types ${told(types)}, infrastructure ${told(infrastructure)}, tests ${told(tests)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && tests.passed > 0 ? 0 : 1);

function told({ passed, failed }: Counts): string {
  return failed === 0 ? String(passed) : `${passed} (${failed} failed)`;
}

function add(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

/** Runs a step beside others, and prints what it said when it has ended. */
async function countStep(name: string, command: string, ...args: readonly string[]): Promise<Counts> {
  const step = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [status]] = await Promise.all([text(step.stdout), text(step.stderr), once(step, 'exit')]);
  console.log(`> ${name}\n${output}${errors}`);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs jest and reads its totals. A suite that failed to start has no failed test, but counts as one failure. */
function countTests(...options: readonly string[]): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-'));
  const outputFile = join(folder, 'tests.json');
  const jest = ['--passWithNoTests', '--json', `--outputFile=${outputFile}`, ...process.argv.slice(2)];
  const args = ['node_modules/jest/bin/jest.js', ...options, ...jest];
  const succeeded = spawnSync(process.execPath, args, { stdio: 'inherit', env: ENVIRONMENT }).status === 0;
  try {
    const totals: Totals = JSON.parse(readFileSync(outputFile, 'utf8'));
    const failures = Math.max(totals.numFailedTests, totals.numFailedTestSuites, succeeded ? 0 : 1);
    return { passed: totals.numPassedTests, failed: failures };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
