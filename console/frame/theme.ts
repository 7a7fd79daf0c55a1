import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { keptChoice } from '../parts/preferences.ts';
import { useStore } from '../parts/store.ts';

/** The themes that can be chosen. */
export const themeChoices = ['system', 'light', 'dark'] as const;

/** One of the themes that can be chosen. */
export type ThemeChoice = (typeof themeChoices)[number];

/** The theme that was chosen in this browser. */
export const themeChoice = keptChoice<ThemeChoice>('insight-triggers-theme', 'system', isThemeChoice);

/** Under the pointer, a row of a table is so light in Fluent's dark theme that a link in it has too little contrast. */
const darkTheme: Theme = { ...webDarkTheme, colorSubtleBackgroundHover: '#303030' };

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function followSystem(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener);
  return () => darkSystem.removeEventListener('change', listener);
}

/** The theme to draw in. */
export function useTheme(): Theme {
  const choice = useStore(themeChoice);
  const isSystemDark = useSyncExternalStore(followSystem, () => darkSystem.matches);
  const isDark = choice === 'dark' || (choice === 'system' && isSystemDark);
  return isDark ? darkTheme : webLightTheme;
}

function isThemeChoice(word: string): word is ThemeChoice {
  return themeChoices.some((choice) => choice === word);
}
