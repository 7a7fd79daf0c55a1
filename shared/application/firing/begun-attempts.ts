import type { DeliveryRow } from '../store/rows.ts';

/** Attempts that are under way: of a firing that has just been committed, or of one that a dead worker left unfinished. */
export interface BegunAttempts {
  /** The attempted deliveries, as they ended. */
  readonly attempts: Promise<DeliveryRow[]>;
}

/** A fault of the attempts is thrown where they are awaited. That may be later than it occurs, while other events are decided. */
export function begun(attempts: Promise<DeliveryRow[]>): BegunAttempts {
  attempts.catch(() => undefined);
  return { attempts };
}
