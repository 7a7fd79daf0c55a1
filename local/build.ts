import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/*
 * `npm run build` writes the deployable folder `dist/`: one bundle, host.json, and a package.json that names the bundle. A
 * CommonJS bundle loads faster than an ES module, but its `import.meta` is empty. A storage package passes `import.meta.url` to
 * createRequire, so the banner defines it.
 */
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await build({
  entryPoints: ['functions/main.ts'],
  outfile: 'dist/app.cjs',
  bundle: true,
  minify: true,
  keepNames: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  external: ['@azure/functions-core'],
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
  legalComments: 'none',
  logLevel: 'warning',
});
const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync(
  'dist/package.json',
  `${JSON.stringify({ name, version, license, private: true, main: 'app.cjs' }, undefined, 2)}\n`,
);
copyFileSync('host.json', 'dist/host.json');
