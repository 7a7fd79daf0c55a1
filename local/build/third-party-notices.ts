import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

const RULE = `\n\n${'-'.repeat(80)}\n\n`;
const INTRODUCTION =
  'This app contains the following packages. Each is used under its own licence, which follows its name.';

/**
 * The licences of all packages of a bundle, from the paths of its files.
 *
 * @throws when a package has neither the text of its licence nor the MIT licence
 */
export function thirdPartyNotices(bundled: Iterable<string>): string {
  const folders = new Set([...bundled].flatMap((file) => packageFolder(file) ?? []));
  const notices = new Map([...folders].map(noticeOf));
  const sorted = [...notices].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${[INTRODUCTION, ...sorted.map(([name, licence]) => `${name}\n\n${licence.trim()}`)].join(RULE)}\n`;
}

/** The innermost package of a file, as one package may have its own copy of another. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

function noticeOf(folder: string): [name: string, licence: string] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [`${manifest.name} ${manifest.version}`, textIn(folder) ?? mitText(manifest)];
}

function textIn(folder: string): string | undefined {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const texts = files.toSorted().map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n') : undefined;
}

/** Some packages name the MIT licence without its text. This project has the same licence, so its text serves. */
function mitText({ name, license, author }: Manifest): string {
  if (license !== 'MIT' || !existsSync('LICENSE')) throw new Error(`${name} has no text of its licence (${license})`);
  const holder = (typeof author === 'string' ? author : author?.name) ?? `the authors of ${name}`;
  const ours = readFileSync('LICENSE', 'utf8');
  return ours.replace(/^Copyright.*$/m, `Copyright (c) ${holder}`);
}
