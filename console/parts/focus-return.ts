import { useEffect, useRef, useState } from 'react';

/** Milliseconds in which a dialog or a pane, as it goes, may still take the focus away. */
const FOCUS_RETURN_MS = 500;

/** Focuses an element, or the content of the page when it is gone, again and again for a while, as long as nothing else has the focus. */
function keepFocusOn(element: HTMLElement | null, until = performance.now() + FOCUS_RETURN_MS): void {
  if (document.activeElement === document.body) {
    const isThere = element?.isConnected && element !== document.body;
    const target = isThere ? element : document.getElementById('main');
    target?.focus();
  }
  if (performance.now() < until) requestAnimationFrame(() => keepFocusOn(element, until));
}

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
    return () => keepFocusOn(before.current);
  }, [isOpen]);
  return () => {
    before.current = starter();
  };
}

/** Gives the focus back, when the component goes, to what had it when the component came; to the content of the page, when that is gone. */
export function useFocusReturnAtEnd(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) keepFocusOn(before);
    },
    [before],
  );
}
