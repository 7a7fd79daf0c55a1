import { compareInstants, type Instant } from './instant.ts';

/** What orders the samples of a metric. */
export interface Order {
  readonly evaluatedAt: Instant;
  readonly eventId: string;
}

/** Compares by time, then by event ID in code units: negative, zero or positive as `a` comes before, is, or comes after `b`. */
export function compareOrder(a: Order, b: Order): number {
  return compareInstants(a.evaluatedAt, b.evaluatedAt) || compareText(a.eventId, b.eventId);
}

/** A text that sorts samples as `compareOrder` does. An instant has a fixed width. */
export function orderText({ evaluatedAt, eventId }: Order): string {
  return `${evaluatedAt}${eventId}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
