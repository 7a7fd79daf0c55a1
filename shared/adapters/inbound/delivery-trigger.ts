import type { InvocationContext } from '@azure/functions';
import { takeDeliveryMessage } from '../../application/attempt/take-delivery-message.ts';
import type { Deps } from '../../application/ports.ts';
import { readDeliveryMessage } from '../storage/delivery-message.ts';
import { logDeliveries, messageOf } from './delivery-log.ts';

/** Handles one message of the delivery queue and logs how its deliveries ended. */
export async function handleDeliveryTrigger(deps: Deps, message: unknown, context: InvocationContext): Promise<void> {
  const taken = await takeDeliveryMessage(deps, readDeliveryMessage(message));
  if (taken.kind === 'handled') logDeliveries(context, taken.ended);
  else context.warn(`Left deliveries to the sweeper: ${messageOf(taken.fault)}`);
}
