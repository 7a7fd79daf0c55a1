import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseRelaxedJson } from './host/config/relaxed-json.ts';
import { loadSettings } from './host/config/settings.ts';

const FILE = 'local.settings.json';
const SAMPLE = 'local.settings.sample.json';

/**
 * Reads the settings in `local.settings.json`; environment variables take precedence. Creates the file from the sample if it is
 * missing.
 *
 * @throws Refusal when the file cannot be read as settings
 */
export function readLocalSettings(): Record<string, string> {
  if (!existsSync(FILE)) {
    write(readFileSync(SAMPLE, 'utf8'));
    console.log(`Created ${FILE} from ${SAMPLE}.`);
  }
  // An empty setting counts as absent, and then the one of the file is there.
  const environment = Object.entries(process.env).filter(([, value]) => Boolean(value));
  return { ...loadSettings('.', Object.fromEntries(environment)).values };
}

interface SettingsFile {
  readonly Values?: Readonly<Record<string, unknown>>;
}

const parse = (text: string) => parseRelaxedJson(text) as SettingsFile;

/** Keeps a setting in `local.settings.json`: in front of the others, so that comments stay, or in the file written once more. */
export function saveLocalSetting(name: string, value: string): void {
  const text = readFileSync(FILE, 'utf8');
  const kept = text.replace(/"Values"\s*:\s*\{/, (start) => `${start}\n    "${name}": "${value}",`);
  const file = parse(text);
  const whole = JSON.stringify({ ...file, Values: { ...file.Values, [name]: value } }, undefined, 2);
  write(parse(kept).Values?.[name] === value ? kept : `${whole}\n`);
}

function write(text: string): void {
  writeFileSync(FILE, text, { mode: 0o600 });
}
