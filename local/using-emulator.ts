import type { Emulator } from './emulator.ts';

type Settings = Readonly<Record<string, string>>;

const ACCOUNTS = ['AzureWebJobsStorage', 'EventsStorage'];

/** Whether a setting asks for the emulator on the standard ports. */
export function wantsEmulator(settings: Settings): boolean {
  return ACCOUNTS.some((name) => isStandard(settings[name]));
}

function isStandard(connection = ''): boolean {
  return /^UseDevelopmentStorage=true;?$/.test(connection.trim());
}

/** The settings with the emulator of this start in place of the standard one, which may be another. */
export function usingEmulator(settings: Settings, emulator: Emulator | undefined): Record<string, string> {
  if (!emulator) return { ...settings };
  const replaced = ACCOUNTS.filter((name) => isStandard(settings[name]));
  return { ...settings, ...Object.fromEntries(replaced.map((name) => [name, emulator.connectionString])) };
}
