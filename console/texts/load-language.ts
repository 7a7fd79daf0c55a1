import type { Language } from '../../shared/contract/languages.ts';
import { Speech } from './speech.ts';

/** Each language is a file of its own, which is loaded when somebody reads the console in it. */
const PACKS = {
  en: () => import('./en.ts').then(({ en, table }) => ({ texts: en, table })),
  lv: () => import('./lv.ts').then(({ lv, table }) => ({ texts: lv, table })),
  eu: () => import('./eu.ts').then(({ eu, table }) => ({ texts: eu, table })),
  ro: () => import('./ro.ts').then(({ ro, table }) => ({ texts: ro, table })),
  sv: () => import('./sv.ts').then(({ sv, table }) => ({ texts: sv, table })),
  kk: () => import('./kk.ts').then(({ kk, table }) => ({ texts: kk, table })),
} as const;

/** The languages by the names that their speakers give them. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  lv: 'Latviešu',
  eu: 'Euskara',
  ro: 'Română',
  sv: 'Svenska',
  kk: 'Қазақша',
};

/** Loads a language. @throws when its file cannot be loaded, as after a deployment that replaced it */
export async function loadLanguage(language: Language): Promise<Speech> {
  return new Speech(language, await PACKS[language]());
}

/** The first of the languages of a browser that the console speaks; English, when there is none. */
export function preferredLanguage(preferences: readonly string[]): Language {
  const known = preferences.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isKnown);
  return known ?? 'en';
}

/** Whether the console speaks a language. */
export function isKnown(word: string): word is Language {
  return Object.hasOwn(PACKS, word);
}
