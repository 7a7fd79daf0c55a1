import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
const folder = mkdtempSync(join(tmpdir(), 'secrets-key-'));
const file = join(folder, 'local.settings.json');
const { SECRETS_KEY: _key, ...environment } = process.env;

afterAll(() => rmSync(folder, { recursive: true }));

const values = (): Record<string, string> => JSON.parse(readFileSync(file, 'utf8')).Values;
const write = (settings: object) => writeFileSync(file, JSON.stringify({ IsEncrypted: false, Values: settings }));

/** Reads the local settings in the folder and ensures the key, as a start does. Answers its exit code and output. */
function ensure(more: Readonly<Record<string, string>> = {}): { status: number | null; output: string } {
  const [keys, settings] = ['secrets-key', 'local-settings'].map((name) => resolve(`local/${name}.ts`));
  const script = `
    import { ensureSecretsKey } from '${keys}';
    import { readLocalSettings } from '${settings}';
    await ensureSecretsKey(readLocalSettings()).catch(({ message }) => { console.log(message); process.exitCode = 1; });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: folder,
    env: { ...environment, ...more },
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}`.trim() };
}

const isKey = expect.stringMatching(/^[\w+/]{43}=$/);

describe('a local start without a SECRETS_KEY', () => {
  beforeEach(() => write({ AzureWebJobsStorage: storage.connectionString, KEPT: 'text' }));

  test('makes a key and keeps it beside the other settings while nothing is stored', () => {
    expect(ensure().status).toBe(0);
    expect(values()).toEqual({ AzureWebJobsStorage: storage.connectionString, KEPT: 'text', SECRETS_KEY: isKey });
    const { SECRETS_KEY } = values();
    ensure({ SECRETS_KEY: '' });
    expect(values().SECRETS_KEY).toBe(SECRETS_KEY);
  });

  test('keeps the comments of the file beside the new key', () => {
    writeFileSync(
      file,
      `{ // mine\n  "Values": {\n    "AzureWebJobsStorage": "${storage.connectionString}", // too\n  }\n}`,
    );
    expect(ensure().status).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/\/\/ mine[\s\S]*"SECRETS_KEY": "[\w+/]{43}="[\s\S]*\/\/ too/);
    expect(ensure()).toEqual({ status: 0, output: '' });
  });

  test('replaces an empty key of the file', () => {
    write({ AzureWebJobsStorage: storage.connectionString, SECRETS_KEY: '' });
    expect(ensure().status).toBe(0);
    expect(values().SECRETS_KEY).toEqual(isKey);
  });

  test('stops with one line that says what to do when something is stored', async () => {
    const options = { allowInsecureConnection: true };
    const table = TableClient.fromConnectionString(storage.connectionString, 'InsightTriggers', options);
    await table.createTable();
    await table.createEntity({ partitionKey: 'p', rowKey: 'k' });
    const { status, output } = ensure();
    expect(status).toBe(1);
    expect(output).toMatch(/^Setting SECRETS_KEY: required, since the storage holds data .*; expected that key in .*$/);
    expect(values()).not.toHaveProperty('SECRETS_KEY');
    await table.deleteTable();
  });

  test.each<[rule: string, connection: string]>([
    ['is no connection string', 'foo'],
    [
      'does not answer',
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:1/a',
    ],
  ])('stops with one line when its storage %s', (_rule, connection) => {
    write({ AzureWebJobsStorage: connection });
    const { status, output } = ensure();
    expect(status).toBe(1);
    expect(output).toMatch(/^Setting AzureWebJobsStorage: the storage cannot be used \(.*\); expected .*$/);
    expect(output).not.toContain('AAAA');
  });

  test('uses the key of the environment and writes none', () => {
    const before = values();
    expect(ensure({ SECRETS_KEY: Buffer.alloc(32, 1).toString('base64') })).toEqual({ status: 0, output: '' });
    expect(values()).toEqual(before);
  });
});
