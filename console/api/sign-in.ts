import { ApiError } from './api-error.ts';
import { call, forgetAnswers } from './call.ts';
import { currentKey, dropKey, keepKey, session } from './session.ts';

/** Finds out whether the app asks for a key, and whether the kept one is right. @throws ApiError when the app does not answer */
export async function startSession(): Promise<void> {
  if (currentKey() === undefined) session.set((await opens()) ? 'open' : 'needs-key');
  else if (await opens(currentKey())) session.set('signed-in');
  else {
    dropKey();
    session.set('needs-key');
  }
}

/** Signs in with a key, when it is right. @returns whether it is @throws ApiError when the app does not answer */
export async function signIn(key: string): Promise<boolean> {
  if (!(await opens(key))) return false;
  keepKey(key);
  session.set('signed-in');
  return true;
}

export function signOut(): void {
  dropKey();
  forgetAnswers();
  session.set('needs-key');
}

async function opens(key?: string): Promise<boolean> {
  try {
    await call('ping', { key });
    return true;
  } catch (fault) {
    if (fault instanceof ApiError && (fault.status === 401 || fault.status === 403)) return false;
    throw fault;
  }
}
