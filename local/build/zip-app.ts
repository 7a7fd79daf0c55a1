import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The same bytes for the same files, on every day and in every time zone: a zip holds local times. */
const ENTRY = { mtime: new Date(2026, 0, 1), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 9 };

/** The files of the built app, with forward slashes on every system. */
export function filesOfApp(): string[] {
  return readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative('dist', join(parentPath, name)).replaceAll('\\', '/'))
    .toSorted();
}

/** The deployable zip of these files of the built app. */
export function zipApp(files: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const file of files) zip.addFile(join('dist', file), file, ENTRY);
  zip.end();
  return buffer(zip.outputStream);
}
