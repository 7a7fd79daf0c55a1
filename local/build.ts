import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { buildConsole } from './build/console.ts';
import { thirdPartyNotices } from './build/third-party-notices.ts';

/*
 * `npm run build` writes the deployable folder `dist/`: the entry point, one bundle with its source map, the console, the licences of
 * what is in them, host.json, and a package.json that names the entry point. A CommonJS bundle loads faster than an ES module, but its
 * `import.meta` is empty. A storage package passes `import.meta.url` to createRequire, so the banner defines it.
 */
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
const options = {
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['@azure/functions-core'],
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What no first event needs is in files of its own. In the bundle, it would slow down the start of every function. */
const LOADED_LATER = [
  {
    filter: /^@azure\/storage-blob$/,
    file: 'storage-blob.cjs',
    source: "export { BlobServiceClient } from '@azure/storage-blob'",
  },
  {
    filter: /^@azure\/identity$/,
    file: 'identity.cjs',
    source: "export { ManagedIdentityCredential } from '@azure/identity'",
  },
  {
    filter: /\/otlp-metrics\.ts$/,
    file: 'otlp-metrics.cjs',
    source: "export * from './shared/adapters/telemetry/otlp-metrics.ts'",
  },
];

const loadedLater: Plugin = {
  name: 'loaded-later',
  setup({ onResolve }) {
    for (const { filter, file } of LOADED_LATER) onResolve({ filter }, () => ({ path: `./${file}`, external: true }));
  },
};

/** The messages of zod in other languages are a sixth of the bundle. The app has texts of its own. */
const noLocales: Plugin = {
  name: 'no-locales',
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: "export { default as en } from './en.js'" })),
};

/** A source map in which everything has the same place. */
const ONE_PLACE = Buffer.from('{"version":3,"sources":["packages"],"names":[],"mappings":"AAAA"}').toString('base64');

/** The places in packages would be nine tenths of the source map. The bundler takes them from the map that a file names. */
const noPlacesInPackages: Plugin = {
  name: 'no-places-in-packages',
  setup: ({ onLoad }) =>
    onLoad({ filter: /node_modules\/.*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${ONE_PLACE}`,
      loader: 'default',
    })),
};

// Stack traces need the names of functions. To keep them beside shortened ones would take a tenth of a cold start.
const app = await build({
  ...options,
  entryPoints: ['functions/main.ts'],
  outfile: 'dist/bundle.cjs',
  plugins: [loadedLater, noLocales, noPlacesInPackages],
  sourcemap: 'linked',
  sourcesContent: false,
});
const later = await Promise.all(
  LOADED_LATER.map(({ file, source }) =>
    build({
      ...options,
      minifyIdentifiers: true,
      keepNames: true,
      stdin: { contents: source, resolveDir: '.' },
      outfile: `dist/${file}`,
      plugins: [noLocales],
    }),
  ),
);
const inputs = [app, ...later].flatMap(({ metafile }) => Object.keys(metafile.inputs));
inputs.push(...(await buildConsole('dist/console')));
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(inputs));
const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync(
  'dist/package.json',
  `${JSON.stringify({ name, version, license, private: true, main: 'app.cjs' }, undefined, 2)}\n`,
);
for (const file of ['app.cjs', 'stack-traces.cjs']) copyFileSync(`local/build/${file}`, `dist/${file}`);
copyFileSync('host.json', 'dist/host.json');
copyFileSync('LICENSE', 'dist/LICENSE');
