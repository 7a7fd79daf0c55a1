import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { applyEdits, modify } from 'jsonc-parser';
import { z } from 'zod';
import { parseJsonc, withoutMark } from './host/config/jsonc.ts';
import { localSettingsSchema } from './host/config/settings.ts';
import { messageOf, Refusal } from './host/refusal.ts';

const FILE = 'local.settings.json';
const SAMPLE = 'local.settings.sample.json';

type Values = Record<string, string>;

/** @throws Refusal when the file is no JSON object with values. */
function valuesOf(text: string): Values {
  try {
    return localSettingsSchema.parse(parseJsonc(text)).Values;
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'it is no object with values' : messageOf(error);
    throw new Refusal(`${FILE} is not usable: ${reason}. It should be {"Values": {"NAME": "text"}}.`);
  }
}

/** Sets the key in the text, whose comments stay. */
function withKey(text: string, key: string | undefined): string {
  const json = withoutMark(text);
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return applyEdits(json, modify(json, ['Values', 'SECRETS_KEY'], key, { formattingOptions }));
}

/**
 * Reads the settings in `local.settings.json`; environment variables take precedence. Creates the file from the sample if it is
 * missing, and adds a `SECRETS_KEY` if none is set.
 */
export function readLocalSettings(): Values {
  const isNew = !existsSync(FILE);
  const text = readFileSync(isNew ? SAMPLE : FILE, 'utf8');
  const values = valuesOf(text);
  const needsKey = !values.SECRETS_KEY && !process.env.SECRETS_KEY;
  if (needsKey) values.SECRETS_KEY = randomBytes(32).toString('base64');
  if (isNew || needsKey) writeFileSync(FILE, withKey(text, values.SECRETS_KEY), { mode: 0o600 });
  if (isNew) console.log(`Created ${FILE} from ${SAMPLE}, with a new SECRETS_KEY.`);
  const environment = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...values, ...Object.fromEntries(environment) };
}
