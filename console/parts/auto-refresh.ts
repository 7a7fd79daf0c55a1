import { createStore, useStore } from './store.ts';

/** Milliseconds between two polls: while somebody uses the page, and after a time without input. */
export const POLL_MS = 15_000;
const IDLE_POLL_MS = 60_000;
const IDLE_AFTER_MS = 10 * 60_000;

/** Whether auto refresh is on. */
export const autoRefresh = createStore(true);

const idle = createStore(false);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Watches whether somebody works with the page. */
export function watchActivity(): void {
  const active = () => {
    idle.set(false);
    clearTimeout(timer);
    timer = setTimeout(() => idle.set(true), IDLE_AFTER_MS);
  };
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
    addEventListener(kind, active, { passive: true });
  }
  active();
}

/** The time between two polls in milliseconds; false, when there are none. */
export function usePollInterval(): number | false {
  const isOn = useStore(autoRefresh);
  const isIdle = useStore(idle);
  if (!isOn) return false;
  return isIdle ? IDLE_POLL_MS : POLL_MS;
}
