import { beforeEach, describe, expect, test } from '@jest/globals';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { payloadSchemas } from '../../../../shared/contract/payload.ts';
import { type TriggerType, triggerTypes } from '../../../../shared/contract/trigger-types.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered, type Payload } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const PARAMETERS: Readonly<Record<TriggerType, Payload>> = {
  'data-source-refresh-failed': { dataSource: 'crm-contacts' },
  'data-source-refresh-succeeded': {},
  'segment-threshold-crossed': { segment: 'high-value', threshold: 1000 },
  'measure-threshold-crossed': { measure: 'margin', threshold: -0.5 },
  'full-refresh-completed': { submission: 'scheduled' },
  'unification-refresh-completed': { outcome: 'failed' },
};

describe('a test notification', () => {
  test.each(triggerTypes.map((type) => [type] as const))(
    'of type %s is sent once, without retries, with isTest and a valid payload',
    async (type) => {
      const { subscription } = await world.subscribe(type, PARAMETERS[type]);
      const { notificationId } = await sendTest(world.deps, subscription.id);
      world.answerWith(answered(503));
      await world.drainQueue();
      expect(world.payloads()).toMatchObject([{ isTest: true, notificationId, subscriptionId: subscription.id }]);
      expect(payloadSchemas[type].strict().safeParse(world.payloads()[0]).success).toBe(true);
    },
  );
});
