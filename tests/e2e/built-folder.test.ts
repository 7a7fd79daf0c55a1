import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { filesOfApp, zipApp } from '../../local/build/zip-app.ts';
import { languages } from '../../shared/contract/languages.ts';

/** Runs a script in a new process, in which the app is in the test mode of its library. */
function run(script: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => !line.startsWith('WARNING: '));
  return { status, output: lines.join('\n').trim() };
}

const KEY = randomBytes(32).toString('base64');

const asNode = (version: string) =>
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;

describe('the built folder', () => {
  test('contains only what is deployed', () => {
    expect(readdirSync('dist').toSorted()).toEqual([
      'LICENSE',
      'THIRD-PARTY-NOTICES.txt',
      'app.cjs',
      'bundle.cjs',
      'bundle.cjs.map',
      'console',
      'host.json',
      'identity.cjs',
      'otlp-metrics.cjs',
      'package.json',
      'stack-traces.cjs',
      'storage-blob.cjs',
    ]);
  });

  test.each(['18.20.8', '20.20.2', '21.7.3'])('says in one line that Node %s is too old', (version) => {
    const { output } = run(
      `${asNode(version)} try { require('./dist/app.cjs') } catch ({ stack }) { console.log(stack) }`,
    );
    expect(output).toBe(`Error: Insight Triggers needs Node 22 or later; this is Node ${version}.`);
  });

  test.each(['22.0.0', '24.1.0', '100.0.0'])('loads on Node %s', (version) => {
    const { output } = run(
      `${asNode(version)} try { require('./dist/app.cjs') } catch ({ stack }) { console.log(stack) }`,
    );
    expect(output).toMatch(/^SettingError: Setting SECRETS_KEY: required; expected .*$/);
  });

  /** The names of the functions that are registered, and of the files that are loaded for that. */
  const loadedWith = (settings: Readonly<Record<string, string>>) => {
    const script = "require('./dist/app.cjs'); console.log(Object.keys(require.cache).join('\\n'))";
    const env = { AzureWebJobsStorage: 'UseDevelopmentStorage=true', SECRETS_KEY: KEY, ...settings };
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
    const functions = [...stderr.matchAll(/register function "([^"]+)"/g)].map(([, name]) => name);
    return {
      functions,
      files: stdout
        .trim()
        .split('\n')
        .map((file) => basename(file)),
    };
  };

  test('registers the timer of diagnostic logs only with DiagnosticsStorage', () => {
    const { functions } = loadedWith({});
    expect([functions.includes('sweep-timer'), functions.includes('diagnostics-timer')]).toEqual([true, false]);
    expect(loadedWith({ DiagnosticsStorage: 'UseDevelopmentStorage=true' }).functions).toContain('diagnostics-timer');
  });

  test('loads the packages for blobs, identities and metrics only when they are needed', () => {
    const settings = {
      DiagnosticsStorage: 'UseDevelopmentStorage=true',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      AzureWebJobsStorage: '',
      AzureWebJobsStorage__queueServiceUri: 'https://account.queue.core.windows.net',
      AzureWebJobsStorage__tableServiceUri: 'https://account.table.core.windows.net',
    };
    expect(loadedWith(settings).files.toSorted()).toEqual(['app.cjs', 'bundle.cjs', 'stack-traces.cjs']);
  });

  test('names our files and functions in stack traces', () => {
    const { output } = run(`
      process.env = { get SECRETS_KEY() { throw new Error('unreadable') } };
      try { require('./dist/app.cjs') } catch ({ stack }) { console.log(stack) }`);
    const [, line = 0, column = 0] = /^ {4}at loadConfig \(shared\/config\.ts:(\d+):(\d+)\)$/m.exec(output) ?? [];
    const source = readFileSync('shared/config.ts', 'utf8').split('\n')[Number(line) - 1];
    expect(source?.slice(Number(column) - 1)).toMatch(/^entries\(env\)/);
  });

  test('leaves the code of an error of Node in its stack trace', () => {
    const { output } = run(`
      try { require('./dist/app.cjs') } catch {}
      try { Buffer.from(1) } catch ({ stack }) { console.log(stack) }`);
    expect(output).toMatch(/^TypeError \[ERR_INVALID_ARG_TYPE\]: .*\n {4}at /);
  });

  test('has stack traces without its source map', () => {
    const { output } = run(`
      const { readFileSync } = fs;
      fs.readFileSync = (file, ...others) => {
        if (String(file).endsWith('.map')) throw new Error('no map');
        return readFileSync(file, ...others);
      };
      process.env = { get SECRETS_KEY() { throw new Error('unreadable') } };
      try { require('./dist/app.cjs') } catch ({ stack }) { console.log(stack) }`);
    expect(output).toMatch(/^Error: unreadable\n.*\n.*\n {4}at loadConfig \(.*bundle\.cjs:/);
  });

  test('names each package that the app depends on with its licence', () => {
    const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [name, version] of Object.entries(dependencies)) expect(notices).toContain(`\n${name} ${version}\n\n`);
  });
});

describe('the built console', () => {
  const manifest: Record<string, { immutable: boolean }> = JSON.parse(
    readFileSync('dist/console/manifest.json', 'utf8'),
  );
  // Every browser takes this encoding.
  const sizeOf = (name: string) => statSync(`dist/console/${name}.br`).size;
  const text = (name: string) => gunzipSync(readFileSync(`dist/console/${name}.gz`)).toString();

  /** The files that a browser loads until the first view is there, in a language: the page, and all that its scripts import. */
  const firstLoad = (language: string) => {
    const app = Object.keys(manifest).find((name) => name.startsWith('assets/app-')) ?? '';
    const own = Object.keys(manifest).find((name) => name.startsWith(`assets/${language}-`)) ?? '';
    const loaded = new Set(['index.html', app, own]);
    for (const name of loaded)
      for (const [, imported] of text(name).matchAll(/from"\.\/([^"]+)"|import"\.\/([^"]+)"/g))
        if (imported) loaded.add(`assets/${imported}`);
    return [...loaded];
  };

  test.each(languages.map((language) => [language]))('loads at most 260 KiB in five requests in %s', (language) => {
    const files = firstLoad(language);
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(files.length).toBeLessThanOrEqual(5);
    expect(files.reduce((sum, name) => sum + sizeOf(name), 0)).toBeLessThanOrEqual(260 * 1024);
  });

  test('has the manifest, and each file in both encodings, and nothing else', () => {
    const files = readdirSync('dist/console', { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const names = files.map(({ parentPath, name }) => relative('dist/console', join(parentPath, name)));
    const expected = Object.keys(manifest).flatMap((name) => [`${name}.br`, `${name}.gz`]);
    expect(names.toSorted()).toEqual(['manifest.json', ...expected].toSorted());
  });

  test('leaves the zip of the app below 1.5 MB', async () => {
    expect((await zipApp(filesOfApp())).length).toBeLessThanOrEqual(1_500_000);
  });
});
