/**
 * Waits until all of the work has settled, so that nothing is left running, and answers the results in order.
 *
 * @throws the fault itself when there is one, an `AggregateError` when there are several
 */
export async function settleAll<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (faults.length > 1) throw new AggregateError(faults, `${faults.length} of ${work.length} pieces of work failed`);
  if (faults.length === 1) throw faults[0];
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
