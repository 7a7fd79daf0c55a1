import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** `npm run package`: the deployable zip, which is the folder `dist/`. */
const target = 'insight-triggers.zip';
const files = readdirSync('dist').toSorted();
// A fixed time, so that the same sources give the same zip.
const mtime = new Date('2026-01-01T00:00:00Z');
const entries = Object.fromEntries(files.map((file) => [file, readFileSync(join('dist', file))]));
writeFileSync(target, zipSync(entries, { level: 9, mtime }));
console.log(`${target}: ${files.join(', ')}`);
