/**
 * Runs a step for each item, one after another, and goes on after a fault. Returns the results in order.
 *
 * @throws AggregateError after the last item, when steps have failed; `describe` gives its message
 */
export async function settleInTurn<T, R>(
  items: readonly T[],
  step: (item: T) => Promise<R>,
  describe: (faults: number) => string,
): Promise<R[]> {
  const results: R[] = [];
  const faults: unknown[] = [];
  for (const item of items) {
    try {
      results.push(await step(item));
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, describe(faults.length));
  return results;
}
