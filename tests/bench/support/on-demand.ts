import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Packages that only the bench needs are installed here when it needs them, so that nobody else waits for them. */
const FOLDER = '.bench';

/** Loads a package, which is installed first if it is not there. @throws when it cannot be installed */
export function loadOnDemand<T>(name: string, version: string): T {
  const folder = resolve(FOLDER);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules', name))) {
    const options = ['--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
    execFileSync('npm', ['install', ...options, `${name}@${version}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return createRequire(join(folder, 'package.json'))(name);
}
