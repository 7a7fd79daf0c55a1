/** The quantile of values in any order. @throws without any value. */
export function quantile(values: readonly number[], part: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  const found = ascending[Math.max(0, Math.ceil(ascending.length * part) - 1)];
  if (found === undefined) throw new Error('a quantile needs at least one value');
  return found;
}

/** The median of values in any order; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const upper = quantile(
    values.map((value) => -value),
    0.5,
  );
  return (quantile(values, 0.5) - upper) / 2;
}

/** The smallest and the largest of repeated measurements. */
export interface Spread {
  readonly least: number;
  readonly most: number;
}

/** The spread of repeated measurements. @throws without any value. */
export function spreadOf(values: readonly number[]): Spread {
  return { least: quantile(values, 0), most: quantile(values, 1) };
}
