import { median, type Spread, spreadOf } from './statistics.ts';

/** The bound that a value must keep. */
export type Target = { readonly most: number } | { readonly least: number };

/** One value of a figure. */
export interface Value {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Of repeated measurements. A count is exact and has none. */
  readonly spread?: Spread;
  /** Absent for a value that only explains another one. */
  readonly target?: Target;
}

/** Something that the bench measures. */
export interface Figure {
  /** The name for `--only`. */
  readonly id: string;
  readonly title: string;
  readonly measure: () => Promise<readonly Value[]>;
}

/** Whether a value keeps its target; `undefined` without a target. */
export function passes({ value, target }: Value): boolean | undefined {
  if (!target) return undefined;
  return 'most' in target ? value <= target.most : value >= target.least;
}

/** A count that must not exceed a number. */
export function count(name: string, value: number, most: number): Value {
  return { name, unit: 'count', value, target: { most } };
}

/** By how much repeated measurements exceed a bound. While they keep it, this is the same in each run, and they need not be. */
export function excess(name: string, values: readonly number[], bound: number): Value {
  return count(`${name} beyond ${bound}`, Math.max(0, spreadOf(values).most - bound), 0);
}

/** The median of repeated measurements. */
export function repeated(
  name: string,
  values: readonly number[],
  { unit, ...rest }: Omit<Value, 'name' | 'value' | 'spread'>,
): Value {
  return { name, unit, value: median(values), spread: spreadOf(values), ...rest };
}

/** How often a time is measured, alternating with what it is compared to. */
export const REPEATS = 5;

/** Runs measurements one after another. */
export async function repeat<T>(measure: (repeat: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < REPEATS; index++) results.push(await measure(index));
  return results;
}
