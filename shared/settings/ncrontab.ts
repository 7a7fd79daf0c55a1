const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly least: number;
  readonly most: number;
  /** Names of the values, from `least` up. */
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
];

/**
 * Whether a text is an NCRONTAB schedule as a timer trigger reads it: second, minute, hour, day, month, day of the week. Checked
 * here and not by a cron package: packages accept forms that the Functions host refuses, and would slow down every cold start.
 */
export function isNcrontab(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return parts.length === FIELDS.length && FIELDS.every((field, index) => isField(field, parts[index] ?? ''));
}

/** A list of values, ranges or `*`, each with an optional step. */
function isField(field: Field, text: string): boolean {
  return text.split(',').every((part) => {
    const [range = '', step = '1', ...more] = part.split('/');
    const [from = '', to = from, ...others] = range.split('-');
    if (more.length > 0 || others.length > 0 || !/^[1-9]\d*$/.test(step)) return false;
    return range === '*' || numberOf(field, from) <= numberOf(field, to);
  });
}

/** The number that a value stands for. `NaN`, which compares with nothing, when the field has no such value. */
function numberOf({ least, most, names = [] }: Field, text: string): number {
  const named = names.indexOf(text.slice(0, 3).toLowerCase());
  if (named >= 0 && /^[a-z]+$/i.test(text)) return least + named;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : Number.NaN;
}
