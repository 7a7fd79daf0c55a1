import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { messageOf, Refusal } from '../refusal.ts';
import { parseJsonc } from './jsonc.ts';

/** The content of local.settings.json. */
export const localSettingsSchema = z.object({
  Values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
});

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The app's settings, which the worker gets as its environment. Names match in any case, as in Azure. */
export class Settings {
  readonly values: Readonly<Record<string, string>>;
  readonly #byLowerCaseName: ReadonlyMap<string, string>;

  constructor(values: Readonly<Record<string, string>>) {
    this.values = values;
    this.#byLowerCaseName = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
  }

  get(name: string): string | undefined {
    return this.values[name] ?? this.#byLowerCaseName.get(name.toLowerCase());
  }

  /** Whether a setting is `true` or `1`. */
  isTrue(name: string): boolean {
    return ['true', '1'].includes(this.get(name)?.toLowerCase() ?? '');
  }

  /** Replaces each `%NAME%` by its setting. @throws Refusal when there is none, where Azure would only log it. */
  resolve(text: string, usedBy: string): string {
    return text.replace(/%([^%]+)%/g, (_placeholder, name: string) => {
      const value = this.get(name);
      if (value === undefined || value === '') {
        throw new Refusal(
          `${usedBy} refers to '%${name}%', but there is no setting '${name}'; add it to local.settings.json (Values) or to the environment.`,
        );
      }
      return value;
    });
  }
}

function readLocalSettings(appFolder: string): Record<string, string> {
  const file = join(appFolder, 'local.settings.json');
  if (!existsSync(file)) return {};
  try {
    return localSettingsSchema.parse(parseJsonc(readFileSync(file, 'utf8'))).Values;
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new Refusal(
      `${file} is not usable: ${reason.replaceAll(/\s+/g, ' ')}. It should be {"Values": {"NAME": "text"}}.`,
    );
  }
}

/** Reads local.settings.json; the environment takes precedence, as in Core Tools. @throws Refusal when the file is invalid. */
export function loadSettings(appFolder: string, environment: Environment): Settings {
  const values = readLocalSettings(appFolder);
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined) values[name] = value;
  }
  return new Settings(values);
}
