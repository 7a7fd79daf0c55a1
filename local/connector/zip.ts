import { strToU8, zipSync } from 'fflate';

/** The files of a zip by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The same bytes for the same files, on every day and in every time zone: a zip holds local times. */
export function zipped(files: Files): Uint8Array<ArrayBuffer> {
  const mtime = new Date(2026, 0, 1);
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime });
}
