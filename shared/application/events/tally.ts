import type { DeliveryRow } from '../store/rows.ts';
import type { Handled } from './handled.ts';

/** How many events of a message ended how; `ignored` by reason. */
export interface Tally {
  fires: number;
  applied: number;
  duplicate: number;
  late: number;
  deadLettered: number;
  /** The deliveries that were attempted here, as they ended. */
  readonly attempted: DeliveryRow[];
  readonly ignored: Record<string, number>;
}

export function emptyTally(): Tally {
  return { fires: 0, applied: 0, duplicate: 0, late: 0, deadLettered: 0, attempted: [], ignored: {} };
}

export function countIgnored(tally: Tally, reason: string): void {
  tally.ignored[reason] = (tally.ignored[reason] ?? 0) + 1;
}

export function countHandled(tally: Tally, handled: Handled): void {
  if (handled.outcome === 'ignored') countIgnored(tally, handled.reason);
  else tally[handled.outcome] += 1;
}
