import { isTransient } from '../errors.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { handleDeliveryMessage } from './deliver-batch.ts';

/** `left-to-sweeper`: the storage is unavailable; the work rows of the deliveries are there, and the sweeper enqueues them. */
export type TakenDelivery =
  | { readonly kind: 'handled'; readonly ended: readonly DeliveryRow[] }
  | { readonly kind: 'left-to-sweeper'; readonly fault: unknown };

/** Does what a message of the delivery queue asks for. A transient fault uses up none of the message's deliveries. */
export async function takeDeliveryMessage(deps: Deps, message: DeliveryMessage): Promise<TakenDelivery> {
  try {
    return { kind: 'handled', ended: await handleDeliveryMessage(deps, message) };
  } catch (fault) {
    if (!isTransient(fault)) throw fault;
    return { kind: 'left-to-sweeper', fault };
  }
}
