import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'local.settings.json';
const SAMPLE = 'local.settings.sample.json';

type Values = Record<string, string>;

interface SettingsFile {
  Values?: Values;
}

/**
 * Reads the settings in `local.settings.json`; environment variables take precedence. Creates the file from the sample if it is
 * missing.
 */
export function readLocalSettings(): Values {
  const isNew = !existsSync(FILE);
  const file: SettingsFile = JSON.parse(readFileSync(isNew ? SAMPLE : FILE, 'utf8'));
  if (isNew) {
    write(file);
    console.log(`Created ${FILE} from ${SAMPLE}.`);
  }
  // An empty setting counts as absent, and then the one of the file is there.
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { ...file.Values, ...Object.fromEntries(environment) };
}

/** Keeps a setting in `local.settings.json`. */
export function saveLocalSetting(name: string, value: string): void {
  const file: SettingsFile = JSON.parse(readFileSync(FILE, 'utf8'));
  write({ ...file, Values: { ...file.Values, [name]: value } });
}

function write(file: SettingsFile): void {
  writeFileSync(FILE, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600 });
}
