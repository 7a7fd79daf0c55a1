/** The languages that the app speaks. The first one is the default. */
export const languages = ['en', 'lv', 'eu', 'ro', 'sv', 'kk'] as const;

/** One of the six languages. */
export type Language = (typeof languages)[number];

/** Each language by the name that its speakers give it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  lv: 'Latviešu',
  eu: 'Euskara',
  ro: 'Română',
  sv: 'Svenska',
  kk: 'Қазақша',
};

/** Whether a word is one of the six languages. */
export function isLanguage(word: string): word is Language {
  return languages.some((language) => language === word);
}
