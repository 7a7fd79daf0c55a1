import type { Language } from '../../shared/contract/languages.ts';
import { isKnown, preferredLanguage } from '../texts/load-language.ts';
import { currentAddress, useAddress } from './address.ts';
import { keptChoice } from './preferences.ts';
import { useStore } from './store.ts';

const choice = keptChoice<Language>('insight-triggers-language', preferredLanguage(navigator.languages), isKnown);

/** The language that the address names, or that was chosen here, or that the browser prefers. */
export function useLanguage(): Language {
  const chosen = useStore(choice);
  return linked(useAddress().query) ?? chosen;
}

/** A language that an address names holds until another one is chosen, also in the views that follow. */
export function chooseLanguage(language: Language): void {
  choice.set(language);
}

/** The language of the present address, to be kept in the links to other views. */
export function languageInAddress(): { readonly lang: string | undefined } {
  return { lang: linked(currentAddress().query) };
}

function linked(query: URLSearchParams): Language | undefined {
  const word = query.get('lang') ?? '';
  return isKnown(word) ? word : undefined;
}
