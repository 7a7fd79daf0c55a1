import type { Write } from '../ports.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { deliveryWork } from './schedule.ts';

export function workWrites(before: string | undefined, delivery: DeliveryRow): Write[] {
  const { workKey } = delivery;
  if (before === workKey) return [];
  const removal: Write[] = before ? [{ kind: 'remove', key: before }] : [];
  const { state, createdAt } = delivery;
  const data = { ...deliveryWork(delivery), state, createdAt };
  return [...removal, ...(workKey ? [{ kind: 'insert' as const, key: workKey, data }] : [])];
}
