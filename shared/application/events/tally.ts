import type { Reading } from '../../domain/events.ts';
import type { Handled } from './handled.ts';

/** How many events of a message ended how; `ignored` by reason. `dropped` counts fields that could not be read and did not matter. */
export interface Tally {
  fires: number;
  applied: number;
  duplicate: number;
  late: number;
  deadLettered: number;
  readonly ignored: Record<string, number>;
  readonly dropped: Record<string, number>;
}

export function emptyTally(): Tally {
  return { fires: 0, applied: 0, duplicate: 0, late: 0, deadLettered: 0, ignored: {}, dropped: {} };
}

/** Counts what the readings of a message say besides their events. */
export function countReadings(tally: Tally, readings: readonly Reading[]): void {
  for (const reading of readings) {
    if (reading.kind === 'ignored') count(tally.ignored, reading.reason);
    if (reading.kind === 'event') for (const field of reading.dropped ?? []) count(tally.dropped, field);
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

export function countHandled(tally: Tally, handled: Handled): void {
  if (handled.outcome === 'ignored') count(tally.ignored, handled.reason);
  else tally[handled.outcome] += 1;
}
