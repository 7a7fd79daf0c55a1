import * as z from 'zod';
import { type FiringFacts, type Payload, payloadSchemas } from '../../contract/payload.ts';
import { phrase } from '../../contract/phrase.ts';
import { samples } from '../../contract/samples.ts';
import { parametersSchemas } from '../../contract/subscription.ts';
import { type TriggerType, triggerTypes } from '../../contract/trigger-types.ts';
import { payloadOf } from '../../domain/webhook-body.ts';

/** The six trigger types in words, with the JSON schemas of their parameters and payloads. */
export function describeTriggers() {
  return { value: triggerTypes.map(describeTrigger) };
}

function describeTrigger(type: TriggerType) {
  return {
    type,
    title: phrase(`trigger.${type}.title`),
    description: phrase(`trigger.${type}.description`),
    hint: phrase(`trigger.${type}.hint`),
    parametersSchema: z.toJSONSchema(parametersSchemas[type], { io: 'input' }),
    payloadSchema: z.toJSONSchema(payloadSchemas[type]),
  };
}

/** A test payload of a trigger type, as a receiver gets it. The flow designer can run a flow with it. */
export function samplePayload(type: TriggerType): Payload {
  const { facts, threshold } = samples[type];
  return payloadOf({
    isTest: true,
    notificationId: 'AbCdEfGhIjKlMnOpQrStUv.42',
    firingId: 'contoso.sample.42',
    subscriptionId: 'contoso.sample.AbCdEfGhIjKlMnOpQrStUv',
    environmentId: 'contoso',
    occurredAt: 'endedAt' in facts ? facts.endedAt : facts.evaluatedAt,
    sequence: 42,
    firing: sampleOf(type),
    threshold,
    language: 'en',
  });
}

function sampleOf<T extends TriggerType>(triggerType: T): FiringFacts<T> {
  return { triggerType, facts: samples[triggerType].facts };
}
