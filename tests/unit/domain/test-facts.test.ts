import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { payloadSchemas } from '../../../shared/contract/payload.ts';
import type { Parameters } from '../../../shared/contract/subscription.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { testFacts } from '../../../shared/domain/sample-facts.ts';
import { matches } from '../../../shared/domain/subscription.ts';

const head = {
  notificationId: 'n',
  firingId: 'f',
  subscriptionId: 's',
  environmentId: 'contoso',
  occurredAt: '2026-11-20T02:14:09Z',
  sequence: 0,
};

function payloadOf(triggerType: TriggerType, parameters: Parameters) {
  const { threshold } = parameters;
  return JSON.parse(JSON.stringify({ ...head, triggerType, ...testFacts(triggerType, parameters), threshold }));
}

const outcomes = ['any', 'succeeded', 'failed'] as const;
const submissions = ['any', 'scheduled', 'manual'] as const;

describe('the payload of a test notification', () => {
  test.each(outcomes.flatMap((outcome) => submissions.map((submission) => ({ outcome, submission }))))(
    'passes the filters of its subscription: %j',
    (parameters) => {
      for (const type of ['full-refresh-completed', 'unification-refresh-completed'] as const) {
        expect(matches(parameters, testFacts(type, parameters))).toBe(true);
      }
    },
  );

  test.each(['data-source-refresh-failed', 'data-source-refresh-succeeded'] as const)(
    'of %s names the data source of the subscription',
    (type) => {
      const facts = testFacts(type, { dataSource: 'loyalty' });
      expect(facts).toMatchObject({ dataSourceName: 'loyalty', dataSourceDisplayName: undefined });
      expect(matches({ dataSource: 'loyalty' }, facts)).toBe(true);
    },
  );

  test('of a measure rises from the threshold to above it for any threshold', () => {
    const thresholds = fc.double({ noNaN: true, noDefaultInfinity: true, max: Number.MAX_VALUE / 2 });
    fc.assert(
      fc.property(thresholds, (threshold) => {
        const { previousValue, value } = testFacts('measure-threshold-crossed', { measure: 'margin', threshold });
        expect(previousValue).toBe(threshold);
        expect(value).toBeGreaterThan(threshold);
      }),
    );
  });

  test('of a segment has an integer member count', () => {
    const facts = testFacts('segment-threshold-crossed', { segment: 'vip', threshold: 250 });
    expect(facts).toMatchObject({ segmentName: 'vip', previousValue: 250, value: 253 });
  });

  test.each(triggerTypes)('of %s is valid by the payload schema', (type) => {
    const parameters = { threshold: type.endsWith('threshold-crossed') ? 1000 : undefined };
    expect(payloadSchemas[type].strict().safeParse(payloadOf(type, parameters)).error).toBeUndefined();
  });
});
