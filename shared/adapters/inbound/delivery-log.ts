import type { InvocationContext } from '@azure/functions';
import type { DeliverySummary } from '../../application/delivery/delivery-view.ts';

/** Logs how many deliveries ended in each state, and one warning for each dead one. Logs ids and reasons, never a body. */
export function logDeliveries(context: InvocationContext, deliveries: readonly DeliverySummary[]): void {
  if (deliveries.length === 0) return;
  const counts = new Map<string, number>();
  for (const { state } of deliveries) counts.set(state, (counts.get(state) ?? 0) + 1);
  context.log('Handled deliveries:', JSON.stringify(Object.fromEntries(counts)));
  for (const { state, reason, notificationId, subscriptionId, attemptCount } of deliveries) {
    if (state === 'dead')
      context.warn('Gave up a delivery:', JSON.stringify({ reason, notificationId, subscriptionId, attemptCount }));
  }
}

/** The message of a fault. Faults of the storage name its host, never a key. */
export function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
