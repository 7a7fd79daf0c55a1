import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EntryPoint, findEntryPoint } from '../config/app-package.ts';
import type { AppRegistry } from './app-registry.ts';
import { readOnly } from './hook-context.ts';

/** Whether a file is an ES module: by its extension, else by `"type"` of package.json, as in the real worker. */
export function isModuleFile(file: string, entryPoint: Pick<EntryPoint, 'isModulePackage'>): boolean {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  return entryPoint.isModulePackage;
}

/** Loads the entry files one after another, then runs the appStart hooks. @throws when an entry file cannot be loaded. */
export async function loadApp(appFolder: string, registry: AppRegistry): Promise<void> {
  const entryPoint = findEntryPoint(appFolder);
  const require = createRequire(join(appFolder, 'package.json'));
  for (const file of entryPoint.files) {
    const path = join(appFolder, file);
    try {
      if (isModuleFile(file, entryPoint)) await import(pathToFileURL(path).href);
      else require(path);
    } catch (error) {
      throw loadError(file, error);
    }
  }
  const { appHookData, appLevelHookData: hookData } = registry;
  await registry.runHooks('appStart', readOnly({ hookData, appHookData, functionAppDirectory: appFolder }));
}

/** The error has the stack of its cause, which tells where the app failed. */
function loadError(file: string, cause: unknown): Error {
  const error = new Error(`Worker was unable to load entry point "${file}": ${describe(cause)}`, { cause });
  const [, ...frames] = cause instanceof Error ? (cause.stack ?? '').split('\n    at ') : [];
  error.stack = [error.message, ...frames].join('\n    at ');
  return error;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
