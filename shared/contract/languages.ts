/** The languages that the app speaks. The first one is the default. */
export const languages = ['en', 'lv', 'eu', 'ro', 'sv', 'kk'] as const;

/** One of the six languages. */
export type Language = (typeof languages)[number];

/** Each language by its English name: a connector's definition is in English. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  lv: 'Latvian',
  eu: 'Basque',
  ro: 'Romanian',
  sv: 'Swedish',
  kk: 'Kazakh',
};

/** A language that this version knows: a stored one may come from a later version. */
export function knownLanguage(language: string): Language {
  return isLanguage(language) ? language : 'en';
}

/** Whether a word is one of the six languages. */
export function isLanguage(word: string): word is Language {
  return languages.some((language) => language === word);
}
