import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readPackageArguments } from '../../local/connector/package-arguments.ts';
import { packageFiles } from '../../local/connector/packages.ts';
import { readSource } from '../../local/connector/source.ts';
import { languages } from '../../shared/contract/languages.ts';
import { finishedStatuses, submissions } from '../../shared/contract/run-status.ts';
import { subscriptionStatuses } from '../../shared/contract/subscription.ts';
import { nativeChecks } from '../../shared/contract/texts/native-checks.ts';
import { text } from '../../shared/domain/render-text.ts';
import { readSettings } from '../../shared/settings/schema.ts';
import { HOST, inputsOf, operationsOf, readConnector, withoutReferences } from '../support/connector.ts';
import { answerOf, fullTitle, shownOf } from './rules/designer-view.ts';

const { definition, properties } = readConnector();
const operations = operationsOf(withoutReferences(definition));

type Language = (typeof languages)[number];

const pathOf = (language: Language) => `docs/power-automate${language === 'en' ? '' : `.${language}`}.md`;
const pageOf = (language: Language) => readFileSync(pathOf(language), 'utf8');
const english = pageOf('en');
const translations = languages.filter((language) => language !== 'en');

const all = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, found = '']) => found);

/** The page without its blocks of commands. */
const proseOf = (page: string) => page.replaceAll(/^```.*?^```$/gms, '');
const blocksOf = (page: string) => all(page, /^(```.*?^```)$/gms);
const headingsOf = (page: string) => all(proseOf(page), /^#+ (.+)$/gm);
const boldOf = (page: string) => all(proseOf(page), /\*\*(.+?)\*\*/g);
const codeOf = (page: string) => all(proseOf(page), /`([^`\n]+)`/g);
const linksOf = (page: string) => all(proseOf(page), /\]\(([^)]+)\)/g);

/** How GitHub names a heading in an address. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** What the kinds of lines of a page are, in their order. */
function outlineOf(page: string): string[] {
  return proseOf(page)
    .split('\n')
    .flatMap((line) => /^(?:#+(?= )|\d+(?=\. )|-(?= )|\|(?:[^|]*\|)+$|<!--)/.exec(line)?.[0] ?? [])
    .map((start) => (start.startsWith('|') ? `row of ${start.split('|').length - 2}` : start));
}

/** The links of a page, where those within it are the number of their heading and those to the other languages are left out. */
function targetsOf(page: string): string[] {
  const anchors = headingsOf(page).map(anchorOf);
  return linksOf(page)
    .filter((link) => !/^power-automate\.(?:..\.)?md$/.test(link))
    .map((link) => (link.startsWith('#') ? `heading ${anchors.indexOf(link.slice(1))}` : link))
    .toSorted();
}

const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();

/** Everything that the connector calls by a name which makers see. */
function connectorNames(): Set<string> {
  const { connectionParameters = {} } = (properties.properties ?? {}) as {
    connectionParameters?: Record<string, { uiDefinition: { displayName: string } }>;
  };
  const seen = operations.filter(({ operation }) => operation['x-ms-visibility'] !== 'internal');
  return new Set([
    'Insight Triggers',
    ...Object.values(connectionParameters).map(({ uiDefinition }) => uiDefinition.displayName),
    ...seen.flatMap(({ operation }) => [
      operation.summary ?? '',
      ...inputsOf(operation).map(({ schema }) => schema['x-ms-summary'] ?? schema.title ?? ''),
      ...shownOf(answerOf(operation)?.schema ?? {}).map(fullTitle),
    ]),
    ...outputs.map(({ title }) => title),
  ]);
}

const outputs = Object.values(definition.definitions ?? {}).flatMap(({ properties: named = {} }) =>
  Object.entries(named).map(([name, { title = '' }]) => ({ name, title })),
);

/** Whether the app reads a setting of this name: then it refuses a wrong value by that name. */
function isSetting(name: string): boolean {
  const key = randomBytes(32).toString('base64');
  try {
    readSettings({ SECRETS_KEY: key, [name]: '\u0000' });
    return false;
  } catch (error) {
    return String(error).includes(name);
  }
}

describe('the page for flow makers', () => {
  test('has in bold nothing but names of the connector', () => {
    const names = connectorNames();
    const bold = boldOf(english).filter((name) => name !== 'Bold');
    expect(bold.length).toBeGreaterThan(50);
    expect(bold.filter((name) => !names.has(name))).toEqual([]);
  });

  test('names every operation that makers see', () => {
    const seen = operations.filter(({ operation }) => operation['x-ms-visibility'] !== 'internal');
    const actions = seen
      .filter(({ operation }) => !operation['x-ms-trigger'])
      .map(({ operation }) => operation.summary);
    expect(actions.filter((summary) => !boldOf(english).includes(summary ?? ''))).toEqual([]);
  });

  test('gives each output its title', () => {
    const pairs = [...english.matchAll(/\*\*([^*]+)\*\* \(`(\w+)`\)/g)];
    expect(pairs.length).toBeGreaterThan(25);
    const known = new Set(outputs.map(({ name, title }) => `${title} ${name}`));
    expect(pairs.map(([, title, name]) => `${title} ${name}`).filter((pair) => !known.has(pair))).toEqual([]);
  });

  test('names only settings, outputs and states that exist', () => {
    const names = codeOf(english).filter((code) => /^[A-Za-z_]+$/.test(code));
    const known = new Set<string>([
      ...outputs.map(({ name }) => name),
      ...subscriptionStatuses,
      ...finishedStatuses,
      ...submissions,
      ...operations.flatMap(({ operation }) => inputsOf(operation).map(({ way }) => way.split('/').at(-1) ?? '')),
      // A tool, a function of expressions and a folder.
      ...['paconn', 'coalesce', 'connector'],
    ]);
    expect(names.filter((name) => !known.has(name) && !isSetting(name))).toEqual([]);
    expect(names.filter(isSetting)).toEqual(['CALLBACK_ALLOWED_HOSTS', 'PUBLIC_BASE_URL']);
  });

  test('calls only operations of the connector', () => {
    const calls = blocksOf(english).flatMap((block) =>
      [...block.matchAll(/^(?:curl|Invoke-RestMethod)\b.*$/gm)].map(([line]) => ({
        verb: /-X POST|-Method Post/.test(line) ? 'post' : 'get',
        path: /https:\/\/HOST(\S+)/.exec(line)?.[1]?.replace('/ID/', '/{id}/'),
      })),
    );
    expect(calls).toHaveLength(4);
    const known = operations.map(({ verb, template }) => `${verb} ${template}`);
    expect(calls.map(({ verb, path }) => `${verb} ${path}`).filter((call) => !known.includes(call))).toEqual([]);
  });

  test('makes the packages with arguments that the command takes, and names files that it writes', () => {
    const [command = ''] = all(english, /^npm run package:connector -- (.+)$/gm);
    const wanted = readPackageArguments(command.split(' '));
    expect(wanted).toMatchObject({ host: HOST, out: 'connector' });
    const written = Object.keys(packageFiles(readSource(), wanted));
    const named = all(english, /(insight-triggers-[\w-]+\.zip|apiDefinition\.swagger\.json)/g);
    expect(sorted(named)).toHaveLength(3);
    expect(named.filter((name) => !written.includes(name))).toEqual([]);
  });
});

describe.each(languages)('the page for flow makers in %s', (language) => {
  const page = pageOf(language);

  test('leads to files and headings that are there', () => {
    const missing = linksOf(page).filter((link) => {
      if (/^https:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const path = file ? join(dirname(pathOf(language)), file) : pathOf(language);
      if (!existsSync(path)) return true;
      return anchor !== undefined && !headingsOf(readFileSync(path, 'utf8')).map(anchorOf).includes(anchor);
    });
    expect(missing).toEqual([]);
  });

  test('shows no picture that is not there', () => {
    const pictures = all(page, /!\[[^\]]*\]\(([^)]+)\)/g);
    expect(pictures.filter((picture) => !existsSync(join('docs', picture)))).toEqual([]);
  });

  test('leads to the page in every other language', () => {
    const others = languages.filter((other) => other !== language).map((other) => pathOf(other).replace('docs/', ''));
    expect(others.filter((other) => !linksOf(page).includes(other))).toEqual([]);
  });
});

describe.each(translations)('the page for flow makers in %s, beside the English one,', (language) => {
  const page = pageOf(language);

  test('has the same headings, steps, rows and commands', () => {
    expect(outlineOf(page)).toEqual(outlineOf(english));
    expect(blocksOf(page)).toEqual(blocksOf(english));
  });

  test('names the same things and leads to the same places', () => {
    const bold = boldOf(page);
    expect(sorted(bold.slice(1))).toEqual(sorted(boldOf(english).slice(1)));
    expect(sorted(codeOf(page))).toEqual(sorted(codeOf(english)));
    expect(targetsOf(page)).toEqual(targetsOf(english));
  });

  test('has a text of its own in every heading and every line of prose', () => {
    const linesOf = (from: string) =>
      proseOf(from)
        .split('\n')
        .filter((line) => line.replaceAll(/\*\*[^*]*\*\*|`[^`]*`|\]\([^)]*\)|<!--.*-->|\P{L}/gu, '').length > 30);
    const ours = new Set(linesOf(english).filter((line) => !line.startsWith('English ·')));
    expect(linesOf(page).filter((line) => ours.has(line))).toEqual([]);
    expect(headingsOf(page).filter((heading) => headingsOf(english).includes(heading))).toEqual([]);
  });

  test('says at its top that a native speaker has not checked it, as long as that is so', () => {
    const [, , top = ''] = page.split('\n');
    expect(top.startsWith('> ')).toBe(nativeChecks[language] === 'none');
  });

  test('shows the test and the choice of any data source as the app words them', () => {
    expect(page).toContain(text(language, 'summary.test', {}));
    expect(page).toContain(text(language, 'choice.any-data-source', {}));
  });
});
