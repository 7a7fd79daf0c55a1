import { readFileSync } from 'node:fs';
import * as z from 'zod';

const manifestSchema = z.record(z.string(), z.object({ type: z.string(), etag: z.string(), immutable: z.boolean() }));

/** What may be served, by name: its content type, the hash of its content, and whether a name always has the same content. */
export type ConsoleManifest = z.infer<typeof manifestSchema>;

/** The ways in which every file is kept, the best one first. */
export const encodings = [
  { name: 'br', ending: 'br' },
  { name: 'gzip', ending: 'gz' },
] as const;

/** One of the ways in which a file is kept. */
export type Encoding = (typeof encodings)[number];

const kept = new Map<string, Buffer>();
let manifest: ConsoleManifest | undefined;

/** The built files of the console, read at first use and then kept. Names that the manifest does not have do not exist. */
export function findConsoleFile(name: string): ConsoleManifest[string] | undefined {
  manifest ??= manifestSchema.parse(JSON.parse(read('manifest.json').toString('utf8')));
  return Object.hasOwn(manifest, name) ? manifest[name] : undefined;
}

/** The content of a file that is in the manifest. */
export function readConsoleFile(name: string, { ending }: Encoding): Buffer {
  return read(`${name}.${ending}`);
}

function read(name: string): Buffer {
  const found = kept.get(name) ?? readFileSync(new URL(`./console/${name}`, import.meta.url));
  kept.set(name, found);
  return found;
}
