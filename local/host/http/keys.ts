import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { HttpTrigger } from '../function-definition.ts';
import { messageOf, Refusal } from '../refusal.ts';

const keysSchema = z.object({
  masterKey: z.string().min(1),
  hostKeys: z.record(z.string(), z.string().min(1)),
  functionKeys: z.record(z.string(), z.record(z.string(), z.string().min(1))),
});

/** The master key, the host keys, and the keys of each function. */
export type Keys = z.infer<typeof keysSchema>;

/** The key of a request: from the header, else from the query, as in Azure. */
export function presentedKey(headers: Readonly<Record<string, unknown>>, query: URLSearchParams): string | undefined {
  const header = headers['x-functions-key'];
  return typeof header === 'string' && header !== '' ? header : (query.get('code') ?? undefined);
}

/** Whether a key authorizes a call. The master key authorizes all calls, a host key those at level `function`. */
export function isAuthorized(
  keys: Keys,
  wanted: { level: HttpTrigger['authLevel']; functionName: string },
  key: string | undefined,
): boolean {
  if (wanted.level === 'anonymous') return true;
  if (key === undefined) return false;
  if (isSame(key, keys.masterKey)) return true;
  if (wanted.level === 'admin') return false;
  const accepted = [...Object.values(keys.hostKeys), ...Object.values(keys.functionKeys[wanted.functionName] ?? {})];
  return accepted.some((each) => isSame(key, each));
}

// A constant-time comparison needs equal lengths, which digests have.
function isSame(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

/**
 * Reads the keys of an app from a file. Creates the file at its first use, and adds a key for each new function.
 * @throws Refusal when the file is invalid.
 */
export function loadKeys(appFolder: string, functionNames: readonly string[]): { keys: Keys; file: string } {
  const file = join(appFolder, '.local-host', 'keys.json');
  const stored = existsSync(file) ? readKeys(file) : newKeys();
  const missing = functionNames.filter((name) => !stored.functionKeys[name]);
  const added = Object.fromEntries(missing.map((name) => [name, { default: newKey() }]));
  const keys = { ...stored, functionKeys: { ...stored.functionKeys, ...added } };
  if (missing.length > 0 || !existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  }
  return { keys, file };
}

function readKeys(file: string): Keys {
  try {
    return keysSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? `${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}`
        : messageOf(error);
    throw new Refusal(`${file} is not usable: ${reason}. Remove the file to have new keys made.`);
  }
}

function newKeys(): Keys {
  return { masterKey: newKey(), hostKeys: { default: newKey() }, functionKeys: {} };
}

function newKey(): string {
  return randomBytes(40).toString('base64url');
}
