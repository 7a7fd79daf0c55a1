import { createStore, type Store } from './store.ts';

/**
 * A choice that this browser keeps. A browser may refuse to keep anything; then the choice lasts as long as the page.
 *
 * @param isValid whether the console knows a word that was kept, perhaps by another version
 */
export function keptChoice<T extends string>(
  name: string,
  fallback: T,
  isValid: (word: string) => word is T,
): Store<T> {
  const store = createStore(read(name, isValid) ?? fallback);
  return {
    ...store,
    set: (value) => {
      try {
        localStorage.setItem(name, value);
      } catch {
        // The choice holds until the page is closed.
      }
      store.set(value);
    },
  };
}

function read<T extends string>(name: string, isValid: (word: string) => word is T): T | undefined {
  try {
    const word = localStorage.getItem(name);
    return word !== null && isValid(word) ? word : undefined;
  } catch {
    return undefined;
  }
}
