import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import type { ConsoleManifest } from '../../shared/adapters/console/console-files.ts';
import { connectorSource } from './connector-source.ts';
import { localeTable } from './locale-table.ts';

/*
 * Builds the console: its page, its script, one script for each language. No part of Azure Functions compresses what it sends, so
 * each file is kept compressed only. The manifest names all that may be served.
 */

/** The address of the page. The scripts have absolute addresses, since the page is served with and without a slash at its end. */
const PAGE = '/api/console';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const localeTables: Plugin = {
  name: 'locale-tables',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^locale:/ }, ({ path }) => ({ path: path.slice('locale:'.length), namespace: 'locale' }));
    onLoad({ filter: /./, namespace: 'locale' }, ({ path }) => ({
      contents: `export const table = ${JSON.stringify(localeTable(path))};`,
    }));
  },
};

/** Builds the console into a folder. Returns the names of the source files that went into it. */
export async function buildConsole(folder: string): Promise<string[]> {
  const { outputFiles, metafile } = await build({
    entryPoints: { app: 'console/main.tsx' },
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    legalComments: 'none',
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [localeTables, connectorSource],
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const scripts = outputFiles.map(({ path, contents }) => ({
    name: `assets/${path.split(/[\\/]/).at(-1)}`,
    contents: Buffer.from(contents),
  }));
  const app = scripts.find(({ name }) => name.startsWith('assets/app-'))?.name;
  const page = readFileSync('console/index.html', 'utf8').replace('app.js', `${PAGE}/${app}`);
  const manifest: Record<string, ConsoleManifest[string]> = {};
  for (const { name, contents } of [{ name: 'index.html', contents: Buffer.from(page) }, ...scripts]) {
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.br`, brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${target}.gz`, gzipSync(contents, { level: 9 }));
    manifest[name] = {
      type: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      etag: createHash('sha256').update(contents).digest('hex').slice(0, 16),
      immutable: name.startsWith('assets/'),
    };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return Object.keys(metafile.inputs).filter((input) => !/^(locale|connector):/.test(input));
}
