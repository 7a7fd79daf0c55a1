const timeSpanPattern = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/;
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;
const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of a .NET time span such as `00:00:02`, `1.00:00:00` or `00:00:00.500`; undefined when it is not one. */
export function parseTimeSpan(text: string): number | undefined {
  const match = timeSpanPattern.exec(text.trim());
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1, 5).map((part) => Number(part ?? 0));
  if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59 || (seconds ?? 0) > 59)
    return undefined;
  const fraction = Number(`0.${match[5] ?? 0}`);
  const wholeSeconds = (((days ?? 0) * 24 + hours) * 60 + minutes) * 60 + (seconds ?? 0);
  return Math.round((wholeSeconds + fraction) * 1000);
}

/** Milliseconds of a short duration such as `10m`, `4s` or `500ms`; undefined when it is not one. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text.trim());
  if (!match) return undefined;
  const unit = match[2] as keyof typeof unitMilliseconds;
  return Number(match[1]) * unitMilliseconds[unit];
}

/** Formats milliseconds as a .NET time span, as in Azure's log lines. */
export function formatTimeSpan(milliseconds: number): string {
  const days = Math.floor(milliseconds / 86_400_000);
  const clock = new Date(milliseconds % 86_400_000).toISOString().slice(11, 23).replace('.000', '');
  return days > 0 ? `${days}.${clock}` : clock;
}
