import { useNotices } from './notices.tsx';
import { useAfterAction } from './use-after-action.ts';

/** Does things, says what became of them, and reads again what is shown. */
export interface Actions {
  /** @throws what the action throws, for a dialog that shows it */
  act(action: () => Promise<unknown>, done: string): Promise<void>;
  /** Shows in a notice what the action throws. */
  tryTo(action: () => Promise<unknown>, done: string): Promise<void>;
}

export function useActions(): Actions {
  const afterAction = useAfterAction();
  const notices = useNotices();
  const act = async (action: () => Promise<unknown>, done: string) => {
    try {
      await action();
      notices.succeeded(done);
    } finally {
      await afterAction();
    }
  };
  return { act, tryTo: (action, done) => act(action, done).catch(notices.failed) };
}
