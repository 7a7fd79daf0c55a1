import type { Outcome } from '../engine/simulate.ts';

/** Every firing is on the timeline, with the number of its deliveries. Without retention nothing else is on it. */
export function checkTimeline({ observed, scenario, log }: Outcome): string[] {
  const partitions = new Set(log.map(({ partition }) => partition));
  const isRetired = scenario.script.some(({ do: what }) => what === 'retire');
  return [...partitions].flatMap((partition) => {
    const firings = observed.rows(partition, 'f.').map(({ data }) => data as { id: string });
    const shown = observed.rows(partition, 'y.').map(({ data }) => data as { id: string; deliveries: number });
    const missing = firings.filter(({ id }) => shown.filter((one) => one.id === id).length !== 1);
    const surplus = isRetired ? [] : shown.filter(({ id }) => !firings.some((one) => one.id === id));
    const made = Map.groupBy(observed.rows(partition, 'd.'), ({ data }) => (data as { firingId: string }).firingId);
    const miscounted = isRetired
      ? []
      : shown.filter(({ id, deliveries }) => (made.get(id)?.length ?? 0) !== deliveries);
    return [
      ...missing.map(({ id }) => `list: ${id} is not on the timeline once`),
      ...surplus.map(({ id }) => `list: ${id} is on the timeline and was not committed`),
      ...miscounted.map(({ id }) => `list: the timeline counts other deliveries of ${id} than there are`),
    ];
  });
}
