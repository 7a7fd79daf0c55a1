import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readPackageArguments } from '../../local/connector/package-arguments.ts';
import { packageFiles } from '../../local/connector/packages.ts';
import { type Language, languages } from '../../shared/contract/languages.ts';
import { payloadSchemas } from '../../shared/contract/payload.ts';
import { finishedStatuses, submissions } from '../../shared/contract/run-status.ts';
import { subscriptionStatuses } from '../../shared/contract/subscription.ts';
import { nativeChecks } from '../../shared/contract/texts/native-checks.ts';
import { text } from '../../shared/domain/render-text.ts';
import { readSettings } from '../../shared/settings/schema.ts';
import { HOST, inputsOf, operationsOf, readConnector, withoutReferences } from '../support/connector.ts';
import { answerOf, fullTitle, shownOf } from './rules/designer-view.ts';
import { source } from './support/packages.ts';

const { definition } = readConnector();
const operations = operationsOf(withoutReferences(definition));
const seen = operations.filter(({ isVisible }) => isVisible);
const outputs = Object.values(definition.definitions ?? {}).flatMap(({ properties = {} }) =>
  Object.entries(properties).map(([name, { title = '' }]) => ({ name, title })),
);

const read = (path: string) => readFileSync(path, 'utf8');
const fileOf = (language: Language) => `power-automate${language === 'en' ? '' : `.${language}`}.md`;
const pageOf = (language: Language) => read(`docs/${fileOf(language)}`);
const english = pageOf('en');

const all = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, found = '']) => found);
const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();

/** The page without its blocks of commands. */
const proseOf = (page: string) => page.replaceAll(/^```.*?^```$/gms, '');
const blocksOf = (page: string) => all(page, /^(```.*?^```)$/gms);
const headingsOf = (page: string) => all(proseOf(page), /^#+ (.+)$/gm);
const boldOf = (page: string) => all(proseOf(page), /\*\*(.+?)\*\*/g);
const codeOf = (page: string) => all(proseOf(page), /`([^`\n]+)`/g);
const linksOf = (page: string) => all(proseOf(page), /\]\(([^)]+)\)/g);

/** How GitHub names the headings of a page in an address. */
function anchorsOf(page: string): string[] {
  return headingsOf(page).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

/** What the kinds of lines of a page are, in their order. */
function outlineOf(page: string): string[] {
  const starts = proseOf(page)
    .split('\n')
    .flatMap((line) => /^(?:#+(?= )|\d+(?=\. )|-(?= )|\|(?:[^|]*\|)+$|<!--)/.exec(line)?.[0] ?? []);
  return starts.map((start) => (start.startsWith('|') ? `row of ${start.split('|').length - 2}` : start));
}

/** The links of a page, where those within it are the number of their heading and those to the other languages are left out. */
function targetsOf(page: string): string[] {
  const anchors = anchorsOf(page);
  const targets = linksOf(page).filter((link) => !/^power-automate\.(?:..\.)?md$/.test(link));
  return targets.map((link) => link.replace(/^#(.*)/, (_, anchor) => `heading ${anchors.indexOf(anchor)}`)).toSorted();
}

/** Everything that the connector calls by a name which makers see. */
function connectorNames(): Set<string> {
  const asked = Object.values(source.connector.properties.properties.connectionParameters);
  return new Set([
    'Insight Triggers',
    ...asked.map(({ uiDefinition }) => uiDefinition.displayName),
    ...seen.flatMap(({ operation }) => [
      operation.summary ?? '',
      ...inputsOf(operation).map(({ schema }) => schema['x-ms-summary'] ?? schema.title ?? ''),
      ...shownOf(answerOf(operation)?.schema ?? {}).map(fullTitle),
    ]),
    ...outputs.map(({ title }) => title),
  ]);
}

/** Whether the app reads a setting of this name: then it refuses a wrong value by that name. */
function isSetting(name: string): boolean {
  try {
    readSettings({ SECRETS_KEY: randomBytes(32).toString('base64'), [name]: '\u0000' });
    return false;
  } catch (error) {
    return String(error).includes(name);
  }
}

test('the readme of the connector lists every operation that makers see, and no other', () => {
  const [, listed = ''] = /## Supported Operations(.*?)## Obtaining/s.exec(read('infra/connector/readme.md')) ?? [];
  const rows = all(listed, /^\| (.+?) \|/gm).filter((name) => name !== 'trigger' && name !== 'action');
  expect(rows.toSorted()).toEqual(seen.map(({ operation }) => operation.summary).toSorted());
});

describe('the page for flow makers', () => {
  test('has in bold nothing but names of the connector', () => {
    const names = connectorNames();
    const bold = boldOf(english).filter((name) => name !== 'Bold');
    expect(bold.length).toBeGreaterThan(50);
    expect(bold.filter((name) => !names.has(name))).toEqual([]);
  });

  test('names every action that makers see', () => {
    const actions = seen.filter(({ operation }) => !operation['x-ms-trigger']);
    expect(boldOf(english)).toEqual(expect.arrayContaining(actions.map(({ operation }) => operation.summary)));
  });

  test('explains every output, and gives each its title', () => {
    const names = Object.values(payloadSchemas).flatMap(({ shape }) => Object.keys(shape));
    expect(codeOf(english)).toEqual(expect.arrayContaining(sorted(names)));
    const pairs = [...english.matchAll(/\*\*([^*]+)\*\* \(`(\w+)`\)/g)];
    expect(pairs.length).toBeGreaterThan(25);
    const known = new Set(outputs.map(({ name, title }) => `${title} ${name}`));
    expect(pairs.map(([, title, name]) => `${title} ${name}`).filter((pair) => !known.has(pair))).toEqual([]);
  });

  test('names only settings, outputs and states that exist', () => {
    const names = codeOf(english).filter((code) => /^[A-Za-z_]+$/.test(code));
    const inputs = operations.flatMap(({ operation }) => inputsOf(operation));
    const known = new Set<string>([
      ...outputs.map(({ name }) => name),
      ...[...subscriptionStatuses, ...finishedStatuses, ...submissions],
      ...inputs.map(({ way }) => way.split('/').at(-1) ?? ''),
      // A tool, a function of expressions and a folder.
      ...['paconn', 'coalesce', 'connector'],
    ]);
    const settings = names.filter((name) => !known.has(name));
    expect(settings).toEqual(['CALLBACK_ALLOWED_HOSTS', 'PUBLIC_BASE_URL']);
    expect(settings.filter((name) => !isSetting(name))).toEqual([]);
  });

  test('calls only operations of the connector', () => {
    const lines = blocksOf(english).flatMap((block) => block.match(/^(?:curl|Invoke-RestMethod)\b.*$/gm) ?? []);
    const calls = lines.map((line) => {
      const path = /https:\/\/HOST(\S+)/.exec(line)?.[1]?.replace('/ID/', '/{id}/');
      return `${/-X POST|-Method Post/.test(line) ? 'post' : 'get'} ${path}`;
    });
    expect(calls).toHaveLength(4);
    expect(operations.map(({ verb, template }) => `${verb} ${template}`)).toEqual(expect.arrayContaining(calls));
  });

  test('makes the packages with arguments that the command takes, and names files that it writes', () => {
    const [command = ''] = all(english, /^npm run package:connector -- (.+)$/gm);
    const wanted = readPackageArguments(command.split(' '));
    expect(wanted).toMatchObject({ host: HOST, out: 'connector' });
    const named = sorted(all(english, /(insight-triggers-[\w-]+\.zip|apiDefinition\.swagger\.json)/g));
    expect(named).toHaveLength(3);
    expect(Object.keys(packageFiles(source, wanted))).toEqual(expect.arrayContaining(named));
  });
});

describe.each(languages)('the page for flow makers in %s', (language) => {
  const page = pageOf(language);

  test('leads to files, pictures and headings that are there, and to the page in every other language', () => {
    const missing = linksOf(page).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const path = join('docs', file || fileOf(language));
      if (/^https:/.test(link)) return false;
      return !existsSync(path) || (anchor !== undefined && !anchorsOf(read(path)).includes(anchor));
    });
    expect(missing).toEqual([]);
    const others = languages.filter((other) => other !== language);
    expect(linksOf(page)).toEqual(expect.arrayContaining(others.map(fileOf)));
  });
});

describe.each(languages.slice(1))('the page for flow makers in %s, beside the English one,', (language) => {
  const page = pageOf(language);

  test('has the same headings, steps, rows and commands', () => {
    expect(outlineOf(page)).toEqual(outlineOf(english));
    expect(blocksOf(page)).toEqual(blocksOf(english));
  });

  test('names the same things and leads to the same places', () => {
    expect(sorted(boldOf(page).slice(1))).toEqual(sorted(boldOf(english).slice(1)));
    expect(sorted(codeOf(page))).toEqual(sorted(codeOf(english)));
    expect(targetsOf(page)).toEqual(targetsOf(english));
  });

  test('has a text of its own in every heading and every line of prose', () => {
    const withoutNames = (line: string) => line.replaceAll(/\*\*[^*]*\*\*|`[^`]*`|\]\([^)]*\)|<!--.*-->|\P{L}/gu, '');
    const linesOf = (from: string) =>
      proseOf(from)
        .split('\n')
        .filter((line) => withoutNames(line).length > 30);
    const ours = new Set(linesOf(english).filter((line) => !line.startsWith('English ·')));
    expect(linesOf(page).filter((line) => ours.has(line))).toEqual([]);
    expect(headingsOf(page).filter((heading) => headingsOf(english).includes(heading))).toEqual([]);
  });

  test('says at its top that a native speaker has not checked it, as long as that is so', () => {
    const [, , top = ''] = page.split('\n');
    expect(top.startsWith('> ')).toBe(nativeChecks[language as Exclude<Language, 'en'>] === 'none');
  });

  test('shows the test and the choice of any data source as the app words them', () => {
    expect(page).toContain(text(language, 'summary.test', {}));
    expect(page).toContain(text(language, 'choice.any-data-source', {}));
  });
});
