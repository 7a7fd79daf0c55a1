const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Azure Monitor names the blob of an hour by its UTC date and hour. Its minute is always 00. */
const HOURLY_BLOB = /\/y=(\d{4})\/m=(\d\d)\/d=(\d\d)\/h=(\d\d)\/m=00\/PT1H\.json$/;

/** The start of the hour that a blob is about, in milliseconds since the Unix epoch; `undefined` for any other blob. */
export function hourOfBlob(name: string): number | undefined {
  const [, year, month, day, hour] = HOURLY_BLOB.exec(name) ?? [];
  const start = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  return Number.isNaN(start) ? undefined : start;
}

/** The UTC day of a time, such as `2026-11-20`. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The UTC days from one time to another, both included. */
export function daysFrom(first: number, last: number): string[] {
  const days: string[] = [];
  for (let at = Date.parse(dayOf(first)); at <= last; at += DAY_MS) days.push(dayOf(at));
  return days;
}

/** Blobs of this long are looked at for late appends. */
const LATE_MS = 48 * HOUR_MS;

/** The time from which a container is looked at: 48 hours before all was read, but no longer ago than what is kept. */
export function lookBackFrom(now: number, { readUntil, retention }: { readUntil: number; retention: number }): number {
  return Math.max(Math.min(now, readUntil) - LATE_MS, now - Math.max(retention, LATE_MS));
}

/** Whether a blob can still have lines from this time on: its hour ends after it. */
export function reaches(hour: number, from: number): boolean {
  return hour + HOUR_MS > from;
}

/** A last line without its newline is read when its blob has not changed for this long. */
const SETTLED_MS = HOUR_MS;

/** Whether a blob has not changed for so long that its last line will not be completed. */
export function isSettled({ changedAt }: { readonly changedAt: number }, now: number): boolean {
  return changedAt + SETTLED_MS <= now;
}
