import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { languages } from '../../../shared/contract/languages.ts';
import { subscriptionStatuses } from '../../../shared/contract/subscription.ts';

type Forms = string | Readonly<Record<string, string>>;
type Part = Readonly<Record<string, Forms>>;

const FOLDER = 'console/texts';
const files = readdirSync(`${FOLDER}/en`).toSorted();

const formsOf = (forms: Forms | undefined): string[] =>
  typeof forms === 'string' ? [forms] : Object.values(forms ?? {});
const placeholdersOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted();

/** Names, and words that another language writes as English does. */
const SAME: ReadonlySet<string> = new Set(['{name}: {status}', '{name} ({count})', '{message} ({code})', '{ms} ms']);

/** Words with which the product's own pages mistranslate a term. */
const MISTRANSLATIONS: Readonly<Record<string, RegExp>> = {
  lv: /pasākum/i,
  eu: /harrapatzaile|esportatu helburuak/i,
  sv: /\bförening/i,
  kk: /(^|\P{L})шара/iu,
};

/** The texts of a file, whatever it calls them. */
async function partIn(language: string, file: string): Promise<Part> {
  const [part] = Object.values(await import(`../../../${FOLDER}/${language}/${file}`));
  return part as Part;
}

describe.each(files.map((file) => [file]))('the texts in %s', (file) => {
  let english: Part = {};

  beforeAll(async () => {
    english = await partIn('en', file);
  });

  test.each(languages.map((language) => [language]))('have the same keys in the language %s', async (language) => {
    expect(Object.keys(await partIn(language, file))).toEqual(Object.keys(english));
  });

  test.each(languages.map((language) => [language]))(
    'have a form for each plural category of the language %s, where the English text has forms',
    async (language) => {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      for (const [key, forms] of Object.entries(await partIn(language, file))) {
        if (typeof english[key] === 'string') expect([key, typeof forms]).toEqual([key, 'string']);
        else expect([key, Object.keys(forms).toSorted()]).toEqual([key, categories]);
      }
    },
  );

  test.each(languages.map((language) => [language]))(
    'have the same placeholders in the language %s',
    async (language) => {
      for (const [key, forms] of Object.entries(await partIn(language, file))) {
        const expected = placeholdersOf(formsOf(english[key])[0] ?? '');
        for (const form of formsOf(forms)) expect([key, placeholdersOf(form)]).toEqual([key, expected]);
      }
    },
  );

  test.each(languages.slice(1).map((language) => [language]))(
    'say nothing in English in the language %s',
    async (language) => {
      for (const [key, forms] of Object.entries(await partIn(language, file))) {
        const same = formsOf(forms).filter((form) => formsOf(english[key]).includes(form) && isWords(form));
        expect([key, same]).toEqual([key, []]);
      }
    },
  );

  test.each(Object.entries(MISTRANSLATIONS))(
    'repeat no mistranslation of the product in %s',
    async (language, wrong) => {
      for (const form of Object.values(await partIn(language, file)).flatMap(formsOf)) expect(form).not.toMatch(wrong);
    },
  );
});

test.each(languages.map((language) => [language]))(
  'a subscription has one word for each status, here and in the answers of the app, in the language %s',
  async (language) => {
    const parts = await partIn(language, 'parts.ts');
    const [answers] = Object.values(await import(`../../../shared/contract/texts/${language}.ts`)) as [Part];
    for (const status of subscriptionStatuses) {
      const [word] = formsOf(answers[`status.${status}`])[0]?.split(':') ?? [];
      expect([status, formsOf(parts[`subscription.${status}`])[0]?.toLocaleLowerCase(language)]).toEqual([
        status,
        word,
      ]);
    }
  },
);

function isWords(text: string): boolean {
  return !SAME.has(text) && /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''));
}
