import { describe, expect, test } from '@jest/globals';
import { type Language, languages } from '../../../shared/contract/languages.ts';
import { en } from '../../../shared/contract/texts/en.ts';
import { eu } from '../../../shared/contract/texts/eu.ts';
import { kk } from '../../../shared/contract/texts/kk.ts';
import { lv } from '../../../shared/contract/texts/lv.ts';
import { ro } from '../../../shared/contract/texts/ro.ts';
import { sv } from '../../../shared/contract/texts/sv.ts';

type Forms = string | Readonly<Record<string, string>>;

const catalogues: Readonly<Record<Language, Readonly<Record<string, Forms>>>> = { en, lv, eu, ro, sv, kk };

const formsOf = (forms: Forms | undefined): string[] =>
  typeof forms === 'string' ? [forms] : Object.values(forms ?? {});

const placeholdersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

const withoutPlaceholders = (text: string) => text.replaceAll(/\{\w+\}/g, '');

/** Names that are the same in every language. */
const NAMES: ReadonlySet<string> = new Set(['AI Builder']);

/** Words with which the product's own pages mistranslate a term. */
const MISTRANSLATIONS: Readonly<Partial<Record<Language, RegExp>>> = {
  lv: /pasākum/i,
  eu: /harrapatzaile|esportatu helburuak/i,
  sv: /\bförening/i,
  kk: /(^|\P{L})шара/iu,
};

describe.each(languages.map((language) => [language]))('the catalogue %s', (language) => {
  const texts = catalogues[language];

  test('has the keys of the English one and no others', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
  });

  test('has a form for each plural category of its language, where the English one has forms', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, forms] of Object.entries<Forms>(en)) {
      const own = texts[key] ?? '';
      if (typeof forms === 'string') expect([key, typeof own]).toEqual([key, 'string']);
      else expect([key, Object.keys(own).toSorted()]).toEqual([key, categories]);
    }
  });

  test('has the placeholders of the English text in every form', () => {
    for (const [key, forms] of Object.entries<Forms>(en)) {
      const expected = placeholdersOf(formsOf(forms)[0] ?? '');
      for (const form of formsOf(texts[key])) expect([key, placeholdersOf(form)]).toEqual([key, expected]);
    }
  });

  test('has whole lines of well-formed text without markup', () => {
    for (const form of Object.values(texts).flatMap(formsOf)) {
      expect(form).toMatch(/^\S(.*\S)?$/);
      expect(form.isWellFormed()).toBe(true);
      expect(form.replaceAll(/\{\w+\}/g, 'x')).not.toMatch(/[<>&{}]|\s\s/);
    }
  });
});

describe.each(languages.filter((language) => language !== 'en').map((language) => [language]))(
  'the translation %s',
  (language) => {
    test('says nothing in English but names', () => {
      for (const [key, forms] of Object.entries<Forms>(en)) {
        const english = formsOf(forms).filter((form) => /\p{L}/u.test(withoutPlaceholders(form)) && !NAMES.has(form));
        for (const form of formsOf(catalogues[language][key])) expect(english).not.toContain(form);
      }
    });

    test('repeats no known mistranslation of the product', () => {
      const wrong = MISTRANSLATIONS[language] ?? /^$/;
      for (const form of Object.values(catalogues[language]).flatMap(formsOf)) expect(form).not.toMatch(wrong);
    });
  },
);
