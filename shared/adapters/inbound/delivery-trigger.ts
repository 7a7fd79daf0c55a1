import { takeDeliveryMessage } from '../../application/attempt/take-delivery-message.ts';
import { codeOf, messageOf } from '../../application/errors.ts';
import type { Deps } from '../../application/ports.ts';
import { readDeliveryMessage } from '../storage/delivery-message.ts';

/** Handles one message of the delivery queue. */
export async function handleDeliveryTrigger(deps: Deps, message: unknown): Promise<void> {
  const taken = await takeDeliveryMessage(deps, readDeliveryMessage(message));
  if (taken.kind === 'handled') return;
  const { fault } = taken;
  deps.report({ name: 'MessagePostponed', queue: 'webhook-delivery', reason: codeOf(fault), fault: messageOf(fault) });
}
