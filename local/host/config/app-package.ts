import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { messageOf, Refusal } from '../refusal.ts';

const packageSchema = z.object({
  main: z
    .string({ error: 'expected "main", the files that register functions, such as "dist/src/functions/*.js"' })
    .min(1),
  type: z.string().optional(),
});

/** The entry files of an app, named by `main` of its package.json. */
export interface EntryPoint {
  readonly pattern: string;
  readonly files: readonly string[];
  readonly isModulePackage: boolean;
}

/** Finds the files that match `main` of package.json, a glob over the app folder. @throws Refusal when there is none. */
export function findEntryPoint(appFolder: string): EntryPoint {
  const file = join(appFolder, 'package.json');
  if (!existsSync(file))
    throw new Refusal(`There is no package.json in ${appFolder}; --app should name the folder of a function app.`);
  const { main, type } = readPackage(file);
  const files = globSync(main.replace(/^\.\//, ''), { cwd: appFolder }).sort();
  if (files.length === 0) {
    throw new Refusal(
      `package.json: main is "${main}", which matches no file in ${appFolder}; build the app first, or correct main.`,
    );
  }
  return { pattern: main, files, isModulePackage: type === 'module' };
}

function readPackage(file: string): z.infer<typeof packageSchema> {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? error.issues[0]?.message : messageOf(error);
    throw new Refusal(`${file} is not usable: ${reason}.`);
  }
}
