import type { FiringFacts, Payload, PayloadHead } from '../contract/payload.ts';

/** The parts of a webhook's body. */
export interface PayloadParts extends Omit<PayloadHead, 'triggerType'> {
  readonly firing: FiringFacts;
  /** The threshold of the subscription, if its trigger type has one. */
  readonly threshold?: number | undefined;
}

/** The text of a webhook's body. JSON leaves out what is `undefined`. */
export function buildBody({ firing, threshold, ...head }: PayloadParts): string {
  const payload: Payload = {
    isTest: head.isTest,
    notificationId: head.notificationId,
    firingId: head.firingId,
    triggerType: firing.triggerType,
    environmentId: head.environmentId,
    occurredAt: head.occurredAt,
    sequence: head.sequence,
    subscriptionId: head.subscriptionId,
    ...firing.facts,
    threshold,
  };
  return JSON.stringify(payload);
}
