import { LATER_FIELD } from '../engine/conditions.ts';
import type { Outcome } from '../engine/simulate.ts';

/** A version that does not know a field keeps it when it rewrites the row. */
export function checkVersions({ log, surroundings }: Outcome): string[] {
  if (!surroundings.hasTwoVersions) return [];
  const holders = new Set<string>();
  return log.flatMap(({ partition, key, data }) => {
    const name = `${partition} ${key}`;
    const isLost = data !== undefined && holders.has(name) && !(LATER_FIELD in data);
    if (data && LATER_FIELD in data) holders.add(name);
    else holders.delete(name);
    return isLost ? [`versions: ${key} lost a field of a later version`] : [];
  });
}
