import type { Emulator } from './emulator.ts';

type Settings = Readonly<Record<string, string>>;

const STANDARD = 'UseDevelopmentStorage=true';

/** The settings with the emulator of this start in place of the standard one, which may be another. */
export function usingEmulator(settings: Settings, emulator: Emulator | undefined): Record<string, string> {
  const connection = emulator?.connectionString ?? STANDARD;
  const replaced = ['AzureWebJobsStorage', 'EventsStorage'].filter((name) => settings[name] === STANDARD);
  return { ...settings, ...Object.fromEntries(replaced.map((name) => [name, connection])) };
}
