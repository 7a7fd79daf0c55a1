import { createStore } from '../parts/store.ts';

const NAME = 'insight-triggers-key';

/**
 * How this page stands to the app. `checking`: not known yet. `open`: the app asks for no key, as on one's own machine.
 * `signed-in`: the key is right. `needs-key`: there is none. `expired`: the one that there was is no longer right.
 */
export type SessionState = 'checking' | 'open' | 'signed-in' | 'needs-key' | 'expired';

/** The state of the session. */
export const session = createStore<SessionState>('checking');

// The key is in no address, and in no storage that outlives the tab.
let key = kept();

/** The key that calls carry; absent when there is none. */
export function currentKey(): string | undefined {
  return key;
}

export function keepKey(value: string): void {
  key = value;
  try {
    sessionStorage.setItem(NAME, value);
  } catch {
    // A reload will ask for the key again.
  }
}

export function dropKey(): void {
  key = undefined;
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(NAME) ?? undefined;
  } catch {
    return undefined;
  }
}
