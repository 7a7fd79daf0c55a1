import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'local.settings.json';
const SAMPLE = 'local.settings.sample.json';

type Values = Record<string, string>;

interface SettingsFile {
  Values?: Values;
}

/**
 * Reads the settings in `local.settings.json`; environment variables take precedence. Creates the file from the sample if it is
 * missing, and adds a `SECRETS_KEY` if none is set.
 */
export function readLocalSettings(): Values {
  const isNew = !existsSync(FILE);
  const file: SettingsFile = JSON.parse(readFileSync(isNew ? SAMPLE : FILE, 'utf8'));
  const values = file.Values ?? {};
  const needsKey = !values.SECRETS_KEY && !process.env.SECRETS_KEY;
  if (needsKey) values.SECRETS_KEY = randomBytes(32).toString('base64');
  if (isNew || needsKey)
    writeFileSync(FILE, `${JSON.stringify({ ...file, Values: values }, undefined, 2)}\n`, { mode: 0o600 });
  if (isNew) console.log(`Created ${FILE} from ${SAMPLE}, with a new SECRETS_KEY.`);
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...values, ...Object.fromEntries(environment) };
}
