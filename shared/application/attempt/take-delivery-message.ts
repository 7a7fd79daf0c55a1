import { isTransient } from '../errors.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import { settleWithin } from '../settle-within.ts';
import { handleDeliveryMessage } from './deliver-batch.ts';

/** `left-to-sweeper`: the storage is unavailable; the work rows of the deliveries are there, and the sweeper enqueues them. */
export type TakenDelivery =
  | { readonly kind: 'handled' }
  | { readonly kind: 'left-to-sweeper'; readonly fault: unknown };

/**
 * Does what a message of the delivery queue asks for, and lets go of slow attempts. A transient fault uses up none of the
 * message's deliveries.
 */
export async function takeDeliveryMessage(deps: Deps, message: DeliveryMessage): Promise<TakenDelivery> {
  try {
    await settleWithin(deps.clock, [handleDeliveryMessage(deps, message)]);
    return { kind: 'handled' };
  } catch (fault) {
    if (!isTransient(fault)) throw fault;
    return { kind: 'left-to-sweeper', fault };
  }
}
