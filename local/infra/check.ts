import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBicep, restoreBicep, runBicep } from './bicep.ts';

/*
 * `npm run check:infra` compiles, lints and formats the Bicep files with the real compiler. Every finding is a failure. The last
 * line says what was checked, or that there is no compiler, which is a failure only with `--required`.
 */

const files = globSync('infra/**/*.{bicep,bicepparam}').toSorted();

restoreBicep();
const bicep = findBicep();
if (bicep === undefined) {
  console.log(`check:infra: SKIPPED ${files.length} files: no Bicep compiler; install the .NET SDK, bicep or az`);
  process.exitCode = process.argv.includes('--required') ? 1 : 0;
} else {
  const findings = [...compile(bicep), ...unformatted(bicep)];
  for (const finding of findings) console.error(finding);
  console.log(`check:infra: ${files.length} files, ${findings.length} findings of ${bicep}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

/** What the compiler and its linter say. The file of parameters brings the main file, which brings the modules. */
function compile(command: string): string[] {
  const { status, stderr } = runBicep(command, 'build-params', 'infra/main.bicepparam', '--stdout');
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return status === 0 ? lines : [...lines, `bicep ended with ${status}`];
}

/** The files that `bicep format` would change. */
function unformatted(command: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-'));
  try {
    cpSync('infra', join(folder, 'infra'), { recursive: true });
    runBicep(command, 'format', '--pattern', join(folder, 'infra/**/*.bicep*'));
    return files
      .filter((file) => readFileSync(join(folder, file), 'utf8') !== readFileSync(file, 'utf8'))
      .map((file) => `${file}: not formatted; bicep format ${file} does it`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
