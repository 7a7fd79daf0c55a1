import { encodeOrdered } from '../../shared/domain/decimal.ts';
import { fingerprint } from '../../shared/domain/fingerprint.ts';
import type { World } from './world.ts';

const SEGMENT = 'high-value';
/** The difference between two thresholds. */
const STEP = 10;
/** The store takes this many rows at once. */
const ROWS_AT_ONCE = 100;

/** Enters subscriptions to the thresholds 10, 20, 30 and so on of the segment `high-value`. */
export async function enterThresholds(world: World, count: number): Promise<void> {
  const segment = { segment: SEGMENT, threshold: STEP };
  const { subscription } = await world.subscribe('segment-threshold-crossed', segment);
  const [partition = '', topic = ''] = subscription.id.split('.');
  const rowOf = (threshold: number) => {
    const suffix = `${encodeOrdered(threshold)}.${fingerprint(String(threshold))}`;
    const data = { ...subscription, id: `${partition}.${topic}.${suffix}`, parameters: { ...segment, threshold } };
    return { kind: 'put' as const, key: `s.${topic}.${suffix}`, data };
  };
  for (let first = 2; first <= count; first += ROWS_AT_ONCE) {
    const last = Math.min(count, first + ROWS_AT_ONCE - 1);
    const rows = Array.from({ length: last - first + 1 }, (_, index) => rowOf((first + index) * STEP));
    await world.store.commit(partition, rows);
  }
}
