import type { Replay } from '../../api/subscriptions.ts';

const HOUR_MS = 3_600_000;

/** The periods up to now that are offered, in milliseconds. */
export const periods = [HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS, 30 * 24 * HOUR_MS] as const;

/** What a form for a replay holds. */
export interface ReplayForm {
  /** One of the periods, or `chosen` for the two fields below. */
  readonly period: string;
  /** As the fields of the browser hold them, in the time zone of the browser; empty for none. */
  readonly from: string;
  readonly until: string;
  readonly include: Replay['include'];
  /** When the form was opened: the period ends there, so that the count stays right. Milliseconds. */
  readonly openedAt: number;
}

/** The replay that a form asks for; `undefined` when its period has no start, or ends before it starts. */
export function replayOf({ period, from, until, include, openedAt }: ReplayForm): Replay | undefined {
  if (period !== 'chosen') return { since: isoOf(openedAt - Number(period)), include };
  const start = Date.parse(from);
  const end = until === '' ? undefined : Date.parse(until);
  if (Number.isNaN(start) || (end !== undefined && !(start < end))) return undefined;
  return { since: isoOf(start), ...(end !== undefined && { until: isoOf(end) }), include };
}

function isoOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
