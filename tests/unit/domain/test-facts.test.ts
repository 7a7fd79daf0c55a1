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

describe('a test notification is one that its subscription could get', () => {
  test.each(outcomes.flatMap((outcome) => submissions.map((submission) => ({ outcome, submission }))))(
    'a run passes the filters %j',
    (parameters) => {
      for (const type of ['full-refresh-completed', 'unification-refresh-completed'] as const) {
        expect(matches(parameters, testFacts(type, parameters))).toBe(true);
      }
    },
  );

  test.each(['data-source-refresh-failed', 'data-source-refresh-succeeded'] as const)(
    'of %s: it names the data source that is watched',
    (type) => {
      const facts = testFacts(type, { dataSource: 'loyalty' });
      expect(facts).toMatchObject({ dataSourceName: 'loyalty', dataSourceDisplayName: undefined });
      expect(matches({ dataSource: 'loyalty' }, facts)).toBe(true);
    },
  );

  test('a metric rises from the threshold to above it, whatever the threshold is', () => {
    const thresholds = fc.double({ noNaN: true, noDefaultInfinity: true, max: Number.MAX_VALUE / 2 });
    fc.assert(
      fc.property(thresholds, (threshold) => {
        const { previousValue, value } = testFacts('measure-threshold-crossed', { measure: 'margin', threshold });
        expect(previousValue).toBe(threshold);
        expect(value).toBeGreaterThan(threshold);
      }),
    );
  });

  test('the member count of a segment is an integer', () => {
    const facts = testFacts('segment-threshold-crossed', { segment: 'vip', threshold: 250 });
    expect(facts).toMatchObject({ segmentName: 'vip', previousValue: 250, value: 253 });
  });

  test.each(triggerTypes)('of %s: it has the shape of a real one', (type) => {
    const parameters = { threshold: type.endsWith('threshold-crossed') ? 1000 : undefined };
    expect(payloadSchemas[type].strict().safeParse(payloadOf(type, parameters)).error).toBeUndefined();
  });
});
