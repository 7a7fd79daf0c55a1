import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Figure, repeat, repeated } from '../figure.ts';

const LOADER = 'tests/bench/support/load-app.ts';

/** Loading the built app in a new process, beside loading an app with one function that does nothing. */
export const coldStart: Figure = {
  id: 'cold-start',
  title: 'Cold start: loading dist',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-empty-'));
    try {
      const empty = writeEmptyApp(folder);
      const app = resolve('dist/app.cjs');
      // The first load of each reads from the disk.
      loadTime(app);
      loadTime(empty);
      const runs = await repeat(async () => ({ app: loadTime(app), empty: loadTime(empty) }));
      return [
        repeated(
          'dist ÷ empty app',
          runs.map((run) => run.app / run.empty),
          { unit: '', target: { most: 6 } },
        ),
        repeated(
          'dist',
          runs.map((run) => run.app),
          { unit: 'ms', target: { most: 110 } },
        ),
        repeated(
          'empty app',
          runs.map((run) => run.empty),
          { unit: 'ms' },
        ),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** An app with the same programming model and one function. */
function writeEmptyApp(folder: string): string {
  const file = join(folder, 'app.cjs');
  const library = JSON.stringify(resolve('node_modules/@azure/functions'));
  writeFileSync(file, `require(${library}).app.timer('empty', { schedule: '0 0 0 1 1 *', handler: () => {} });\n`);
  return file;
}

/** The settings that the app cannot start without, and none of this machine's. */
const SETTINGS = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  SECRETS_KEY: Buffer.alloc(32, 1).toString('base64'),
};

/** Milliseconds to load an app in a new process. */
function loadTime(file: string): number {
  return Number(execFileSync(process.execPath, [LOADER, file], { encoding: 'utf8', env: SETTINGS }));
}
