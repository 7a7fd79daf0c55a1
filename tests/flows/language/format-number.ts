import { ExpressionError } from './value.ts';

/** The standard formats N and F of .NET, with or without a number of decimals. */
export function formatNumber(value: number, pattern: string, locale: string): string {
  const [, kind, decimals = '2'] = /^([NF])(\d{0,2})$/i.exec(pattern) ?? [];
  if (kind === undefined) throw new ExpressionError(`The number format '${pattern}' is not one that is known here.`);
  const digits = Number(decimals || 2);
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: kind.toUpperCase() === 'N',
  }).format(value);
}
