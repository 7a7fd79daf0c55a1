import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { ownSourceMap } from '../../../local/build/own-source-map.ts';

const folder = mkdtempSync(join(tmpdir(), 'own-source-map-'));
const files = {
  'main.ts':
    "import { theirs } from 'foreign';\nimport { ours } from './ours.ts';\nexport const all = [theirs(1), ours(2)];\n",
  'ours.ts': 'export function ours(a: number) {\n  return [a, "ours\u00e9"].map((b) => b + a);\n}\n',
  'node_modules/foreign/index.js': 'exports.theirs = (a) => {\n  return [a, "theirs"].filter((b) => b !== a);\n};\n',
};

let whole: SourceMap;
let own: SourceMap;
let code = '';

beforeAll(async () => {
  mkdirSync(join(folder, 'node_modules/foreign'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const options = { bundle: true, format: 'cjs', platform: 'node', sourcemap: 'external', write: false } as const;
  const entry = { entryPoints: [join(folder, 'main.ts')], outfile: join(folder, 'out.cjs') };
  const { outputFiles } = await build({ ...options, ...entry, logLevel: 'error' });
  const map = JSON.parse(outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '');
  code = outputFiles.find(({ path }) => path.endsWith('.cjs'))?.text ?? '';
  whole = new SourceMap({ file: '', sourceRoot: '', ...map });
  const { sources, ...reduced } = ownSourceMap(map);
  own = new SourceMap({ file: '', sourceRoot: '', sourcesContent: [], ...reduced, sources: [...sources], names: [] });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Where each position of the code comes from. */
function places(map: SourceMap): string[] {
  return code.split('\n').flatMap((line, row) =>
    [...line].map((_character, column) => {
      const entry = map.findEntry(row, column);
      return 'originalSource' in entry && entry.originalSource
        ? `${entry.originalSource}:${entry.originalLine}:${entry.originalColumn}`
        : '';
    }),
  );
}

describe('the source map of the bundle', () => {
  test('maps our code as the whole map does, and no code of packages', () => {
    const wanted = places(whole).map((place) => (place.includes('node_modules/') ? '' : place));
    expect(places(own)).toEqual(wanted);
    expect(new Set(wanted).size).toBeGreaterThan(10);
    expect(places(whole).join()).toContain('node_modules/');
  });

  test('names our sources only', () => {
    expect(own.payload.sources.map((source) => source.split('/').at(-1)).toSorted()).toEqual(['main.ts', 'ours.ts']);
  });
});
