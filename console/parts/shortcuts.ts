import { useEffect } from 'react';
import { keptChoice } from './preferences.ts';

/** Whether single keys do something. People who speak to their computer turn them off. */
export const singleKeys = keptChoice<'on' | 'off'>(
  'insight-triggers-keys',
  'on',
  (word) => word === 'on' || word === 'off',
);

/** Does something when a key is pressed alone: never in a field, in a dialog, or together with another key. */
export function useShortcut(key: string, act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (singleKeys.get() === 'off' || isTaken(event.target)) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [key, act]);
}

function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]') !== null
  );
}
