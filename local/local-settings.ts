import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { applyEdits, modify } from 'jsonc-parser';
import { withoutMark } from './host/config/jsonc.ts';
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

/** Sets a value in `local.settings.json`. Its comments stay. */
export function saveLocalSetting(name: string, value: string): void {
  const text = withoutMark(readFileSync(FILE, 'utf8'));
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  write(applyEdits(text, modify(text, ['Values', name], value, { formattingOptions })));
}

function write(text: string): void {
  writeFileSync(FILE, text, { mode: 0o600 });
}
