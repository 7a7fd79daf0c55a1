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
  return isDark ? webDarkTheme : webLightTheme;
}

function isThemeChoice(word: string): word is ThemeChoice {
  return themeChoices.some((choice) => choice === word);
}
