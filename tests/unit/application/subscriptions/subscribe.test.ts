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

describe('creating', () => {
  test.each(triggerTypes.map((type) => [type] as const))('%s can be subscribed to, found and deleted', async (type) => {
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
  });

  test.each<[rule: string, type: TriggerType, body: Payload, target: string]>([
    ['an environment is required', 'full-refresh-completed', { environmentId: '' }, 'environmentId'],
    [
      'an environment id has at most 128 characters',
      'full-refresh-completed',
      { environmentId: 'x'.repeat(129) },
      'environmentId',
    ],
    ['a segment is required', 'segment-threshold-crossed', { threshold: 1 }, 'segment'],
    ['a threshold is required', 'segment-threshold-crossed', { segment: 's' }, 'threshold'],
    [
      'the threshold of a segment is an integer',
      'segment-threshold-crossed',
      { segment: 's', threshold: 1.5 },
      'threshold',
    ],
    [
      'the threshold of a segment is not negative',
      'segment-threshold-crossed',
      { segment: 's', threshold: -1 },
      'threshold',
    ],
    [
      'the threshold of a measure is a number',
      'measure-threshold-crossed',
      { measure: 'm', threshold: 'ten' },
      'threshold',
    ],
    ['an outcome is one of three', 'full-refresh-completed', { outcome: 'good' }, 'outcome'],
    ['a callback is required', 'full-refresh-completed', { callbackUrl: '' }, 'callbackUrl'],
    ['a callback is judged', 'full-refresh-completed', { callbackUrl: 'http://flow.example' }, 'callbackUrl'],
  ])('%s: the fault names the property', async (_rule, type, body, target) => {
    await expect(world.subscribe(type, body)).rejects.toMatchObject({ status: 400, target });
    expect(await world.subscriptions()).toHaveLength(0);
  });

  test('the same callback and parameters give the same subscription, and the first token stays good', async () => {
    const first = await world.subscribe('full-refresh-completed', {});
    const again = await world.subscribe('full-refresh-completed', { submission: '' });
    expect(again.subscription.id).toBe(first.subscription.id);
    expect(again.signingSecret).toBe(first.signingSecret);
    for (let repeat = 0; repeat < 30; repeat++) await world.subscribe('full-refresh-completed', {});
    expect(await world.subscriptions()).toHaveLength(1);
    await unsubscribe(world.deps, first.subscription.id, first.token);
    expect(await world.subscriptions()).toHaveLength(0);
  });

  test('another parameter gives another subscription', async () => {
    await world.subscribe('full-refresh-completed', {});
    await world.subscribe('full-refresh-completed', { outcome: 'failed' });
    expect(await world.subscriptions()).toHaveLength(2);
  });

  test('two creates at once give one subscription', async () => {
    const [one, other] = await Promise.all([
      world.subscribe('full-refresh-completed', {}, FLOW),
      world.subscribe('full-refresh-completed', {}, FLOW),
    ]);
    expect(one.subscription.id).toBe(other.subscription.id);
    expect(await world.subscriptions()).toHaveLength(1);
  });
});
