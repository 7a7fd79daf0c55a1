import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

/* `npm run package` writes the deployable zip of the folder `dist/`. */

const target = 'insight-triggers.zip';
const files = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  // The names in a zip have forward slashes on every system.
  .map(({ parentPath, name }) => relative('dist', join(parentPath, name)).replaceAll('\\', '/'))
  .toSorted();
// A fixed time makes the zip reproducible.
const mtime = new Date('2026-01-01T00:00:00Z');
const entries = Object.fromEntries(files.map((file) => [file, readFileSync(join('dist', file))]));
writeFileSync(target, zipSync(entries, { level: 9, mtime }));
console.log(`${target}: ${files.join(', ')}`);
