import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { payloadSchemas } from '../../../shared/contract/payload.ts';
import { type Trigger, triggerSchema } from '../../../shared/contract/subscription.ts';
import { triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { sampleFiring } from '../../../shared/domain/sample-firing.ts';
import { matches, thresholdOf } from '../../../shared/domain/subscription.ts';
import { buildBody } from '../../../shared/domain/webhook-body.ts';

const head = {
  notificationId: 'n',
  firingId: 'f',
  subscriptionId: 's',
  environmentId: 'contoso',
  occurredAt: '2026-11-20T02:14:09Z',
  sequence: 0,
};

function payloadOf(trigger: Trigger) {
  return JSON.parse(
    buildBody({ ...head, firing: sampleFiring(trigger), threshold: thresholdOf(trigger), language: 'en' }),
  );
}

const outcomes = ['any', 'succeeded', 'failed'] as const;
const submissions = ['any', 'scheduled', 'manual'] as const;

describe('the payload of a test notification', () => {
  test.each(outcomes.flatMap((outcome) => submissions.map((submission) => ({ outcome, submission }))))(
    'passes the filters of its subscription: %j',
    (parameters) => {
      for (const type of ['full-refresh-completed', 'unification-refresh-completed'] as const) {
        const trigger = triggerSchema.parse({ triggerType: type, parameters });
        expect(matches(trigger, sampleFiring(trigger))).toBe(true);
      }
    },
  );

  test.each(['data-source-refresh-failed', 'data-source-refresh-succeeded'] as const)(
    'of %s names the data source of the subscription',
    (type) => {
      const trigger = triggerSchema.parse({ triggerType: type, parameters: { dataSource: 'loyalty' } });
      const firing = sampleFiring(trigger);
      expect(firing.facts).toMatchObject({ dataSourceName: 'loyalty', dataSourceDisplayName: undefined });
      expect(matches(trigger, firing)).toBe(true);
    },
  );

  test('of a measure rises from the threshold to above it for any threshold', () => {
    const thresholds = fc.double({ noNaN: true, noDefaultInfinity: true, max: Number.MAX_VALUE / 2 });
    fc.assert(
      fc.property(thresholds, (threshold) => {
        const parameters = { measure: 'margin', threshold, language: 'en' } as const;
        const { facts } = sampleFiring({ triggerType: 'measure-threshold-crossed', parameters });
        expect(facts).toHaveProperty('previousValue', threshold);
        expect('value' in facts && facts.value).toBeGreaterThan(threshold);
      }),
    );
  });

  test('of a segment has an integer member count', () => {
    const parameters = { segment: 'vip', threshold: 250, language: 'en' } as const;
    const { facts } = sampleFiring({ triggerType: 'segment-threshold-crossed', parameters });
    expect(facts).toMatchObject({ segmentName: 'vip', previousValue: 250, value: 253 });
  });

  test.each(triggerTypes)('of %s is valid by the payload schema', (type) => {
    const trigger = triggerSchema.parse({
      triggerType: type,
      parameters: { segment: 's', measure: 'm', threshold: 1000 },
    });
    expect(payloadSchemas[type].strict().safeParse(payloadOf(trigger)).error).toBeUndefined();
  });
});
