import type { Facts } from '../contract/payload.ts';
import type { TriggerType } from '../contract/trigger-types.ts';

export interface PayloadParts {
  readonly isTest?: true | undefined;
  readonly notificationId: string;
  readonly firingId: string;
  readonly triggerType: TriggerType;
  readonly subscriptionId: string;
  readonly environmentId: string;
  readonly occurredAt: string;
  readonly sequence: number;
  readonly facts: Facts;
  readonly threshold?: number | undefined;
}

/** The text of a webhook's body. What is `undefined` is left out by JSON. */
export function buildBody({ facts, threshold, ...head }: PayloadParts): string {
  return JSON.stringify({ ...head, ...facts, threshold });
}
