import { useEffect, useRef } from 'react';

/** What an action was started from, which gets the focus back after its dialogs: for an item of a menu, the button of that menu. */
function starter(): HTMLElement | null {
  const active = document.activeElement;
  const button = active?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const found = button ? document.getElementById(button) : active;
  return found instanceof HTMLElement ? found : null;
}

/**
 * Gives the focus back when the last of the dialogs of an action is closed; to the content of the page, when what the action was
 * started from is gone, such as the row of something that was removed.
 *
 * @param isOpen whether one of the dialogs is open
 * @returns what is to be called when an action is started
 */
export function useFocusReturn(isOpen: boolean): () => void {
  const before = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      // After the dialog has let go of the focus.
      setTimeout(() => {
        const target = before.current?.isConnected ? before.current : document.getElementById('main');
        target?.focus();
      });
    };
  }, [isOpen]);
  return () => {
    before.current = starter();
  };
}
