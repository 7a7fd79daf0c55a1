import type { InvocationContext } from '@azure/functions';
import { SECRET_UNREADABLE } from '../../application/delivery/subscription-secrets.ts';
import type { DeliveryRow } from '../../application/store/rows.ts';

/** Logs the states of deliveries in one line, and each dead letter or missing key in a line of its own: IDs and reasons, never content. */
export function logDeliveries(context: InvocationContext, deliveries: readonly DeliveryRow[]): void {
  if (deliveries.length === 0) return;
  const counts = new Map<string, number>();
  for (const { state } of deliveries) counts.set(state, (counts.get(state) ?? 0) + 1);
  context.log('Handled deliveries:', JSON.stringify(Object.fromEntries(counts)));
  for (const { state, reason, notificationId, subscriptionId, attemptCount } of deliveries) {
    const ids = JSON.stringify({ reason, notificationId, subscriptionId, attemptCount });
    if (state === 'dead') context.warn('Gave up a delivery:', ids);
    else if (reason === SECRET_UNREADABLE) context.warn('A delivery waits for the key that sealed its secrets:', ids);
  }
}
