import { beforeEach, describe, expect, test } from '@jest/globals';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { type TriggerType, triggerTypes } from '../../../../shared/contract/trigger-types.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import type { Payload } from '../../../support/world.ts';

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

const FLOW = ['x-ms-workflow-name', 'flow-1'];

describe('creating a subscription', () => {
  test.each(triggerTypes.map((type) => [type] as const))(
    'of type %s makes one that can be read and deleted',
    async (type) => {
      const { subscription, token, signingSecret } = await world.subscribe(type, PARAMETERS[type]);
      expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      expect(await getSubscription(world.deps, subscription.id)).toMatchObject({
        id: subscription.id,
        triggerType: type,
        environmentId: 'contoso',
        parameters: PARAMETERS[type],
        callbackHost: 'flow.example',
        status: 'active',
        consecutiveFailures: 0,
      });
      await unsubscribe(world.deps, subscription.id, token);
      await expect(getSubscription(world.deps, subscription.id)).rejects.toMatchObject({ status: 404 });
    },
  );

  test.each<[rule: string, type: TriggerType, body: Payload, target: string]>([
    ['the environment id is empty', 'full-refresh-completed', { environmentId: '' }, 'environmentId'],
    [
      'the environment id has 129 characters',
      'full-refresh-completed',
      { environmentId: 'x'.repeat(129) },
      'environmentId',
    ],
    ['the segment is missing', 'segment-threshold-crossed', { threshold: 1 }, 'segment'],
    ['the threshold is missing', 'segment-threshold-crossed', { segment: 's' }, 'threshold'],
    [
      'the threshold of a segment is not an integer',
      'segment-threshold-crossed',
      { segment: 's', threshold: 1.5 },
      'threshold',
    ],
    [
      'the threshold of a segment is negative',
      'segment-threshold-crossed',
      { segment: 's', threshold: -1 },
      'threshold',
    ],
    [
      'the threshold of a measure is not a number',
      'measure-threshold-crossed',
      { measure: 'm', threshold: 'ten' },
      'threshold',
    ],
    ['the outcome is an unknown word', 'full-refresh-completed', { outcome: 'good' }, 'outcome'],
    ['the callback URL is empty', 'full-refresh-completed', { callbackUrl: '' }, 'callbackUrl'],
    ['the callback URL is not https', 'full-refresh-completed', { callbackUrl: 'http://flow.example' }, 'callbackUrl'],
  ])('is rejected with 400 and the name of the property when %s', async (_rule, type, body, target) => {
    await expect(world.subscribe(type, body)).rejects.toMatchObject({ status: 400, target });
    expect(await world.subscriptions()).toHaveLength(0);
  });

  test('with the same callback and parameters returns the same subscription and keeps its first token valid', async () => {
    const first = await world.subscribe('full-refresh-completed', {});
    const again = await world.subscribe('full-refresh-completed', { submission: '' });
    expect(again.subscription.id).toBe(first.subscription.id);
    expect(again.signingSecret).toBe(first.signingSecret);
    for (let repeat = 0; repeat < 30; repeat++) await world.subscribe('full-refresh-completed', {});
    expect(await world.subscriptions()).toHaveLength(1);
    await unsubscribe(world.deps, first.subscription.id, first.token);
    expect(await world.subscriptions()).toHaveLength(0);
  });

  test('with another parameter makes another subscription', async () => {
    await world.subscribe('full-refresh-completed', {});
    await world.subscribe('full-refresh-completed', { outcome: 'failed' });
    expect(await world.subscriptions()).toHaveLength(2);
  });

  test('twice at the same time makes one subscription', async () => {
    const [one, other] = await Promise.all([
      world.subscribe('full-refresh-completed', {}, FLOW),
      world.subscribe('full-refresh-completed', {}, FLOW),
    ]);
    expect(one.subscription.id).toBe(other.subscription.id);
    expect(await world.subscriptions()).toHaveLength(1);
  });
});
