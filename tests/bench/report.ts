import { availableParallelism, cpus, loadavg } from 'node:os';
import { type Figure, passes, type Value } from './figure.ts';

/** A figure that was measured. */
export interface Measured extends Pick<Figure, 'id' | 'title'> {
  readonly values: readonly Value[];
  readonly seconds: number;
}

const COLUMN = 44;
const NUMBER = 12;

/** Where and when the figures were measured. */
export function machine(): Readonly<Record<string, string | number>> {
  return {
    node: process.versions.node,
    processors: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    platform: `${process.platform} ${process.arch}`,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** A figure as lines of text: each value with its spread, its target, and whether it keeps it. */
export function figureText({ title, values, seconds }: Measured): string {
  return [`${title} (${seconds.toFixed(0)} s)`, ...values.map(valueText)].join('\n');
}

function valueText(value: Value): string {
  const { name, unit, spread, target } = value;
  const range = spread ? `${rounded(spread.least)} to ${rounded(spread.most)}` : '';
  const bound = target ? ('most' in target ? `≤ ${rounded(target.most)}` : `≥ ${rounded(target.least)}`) : '';
  const shown = `${rounded(value.value)}${unit === 'count' || unit === '' ? '' : ` ${unit}`}`;
  return `  ${name.padEnd(COLUMN)}${shown.padStart(NUMBER)}  ${range.padEnd(NUMBER * 2)}${bound.padEnd(NUMBER)}${verdict(value)}`.trimEnd();
}

/** `pass` or `miss`; empty for a value without a target. */
export function verdict(value: Value): string {
  const isKept = passes(value);
  if (isKept === undefined) return '';
  return isKept ? 'pass' : 'miss';
}

/** Three significant digits; whole numbers stay whole. */
export function rounded(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}

/** The figures as JSON, with the verdict of each value. */
export function reportJson(where: ReturnType<typeof machine>, figures: readonly Measured[]): string {
  const values = (all: readonly Value[]) => all.map((value) => ({ ...value, verdict: verdict(value) || undefined }));
  return JSON.stringify(
    { machine: where, figures: figures.map((figure) => ({ ...figure, values: values(figure.values) })) },
    undefined,
    2,
  );
}
