/** Attempts that are under way: of a firing that has just been committed, or of one that a dead worker left unfinished. */
export interface BegunAttempts {
  readonly attempts: Promise<void>;
}

/** A fault of the attempts is thrown where they are awaited. That may be later than it occurs, while other events are decided. */
export function begun(attempts: Promise<void>): BegunAttempts {
  attempts.catch(() => undefined);
  return { attempts };
}
