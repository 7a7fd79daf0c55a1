import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Packages that only the bench needs are installed here when it needs them, so that nobody else waits for them. */
const FOLDER = '.bench';

/** Loads a package, which is installed first if that version is not there. @throws when it cannot be installed */
export function loadOnDemand<T>(name: string, version: string): T {
  const folder = resolve(FOLDER);
  mkdirSync(folder, { recursive: true });
  if (installedVersion(join(folder, 'node_modules', name)) !== version) {
    const options = ['--save-exact', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
    execFileSync('npm', ['install', ...options, `${name}@${version}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return createRequire(join(folder, 'package.json'))(name);
}

function installedVersion(folder: string): string | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}
