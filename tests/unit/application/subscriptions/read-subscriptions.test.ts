import { beforeEach, describe, expect, test } from '@jest/globals';
import { getSubscription, listSubscriptions } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld, pagesOf, secretsOf } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('the list of subscriptions', () => {
  test('filters by environment, trigger type and status and has each subscription on one page', async () => {
    for (const environmentId of ['contoso', 'fabrikam']) {
      await world.subscribe('full-refresh-completed', { environmentId });
      await world.subscribe('unification-refresh-completed', { environmentId });
    }
    expect(await world.subscriptions({ environmentId: 'contoso' })).toHaveLength(2);
    expect(await world.subscriptions({ triggerType: 'full-refresh-completed' })).toHaveLength(2);
    expect(await world.subscriptions({ status: 'gone' })).toHaveLength(0);
    const pages = await pagesOf((cursor) => listSubscriptions(world.deps, { top: 1, cursor }));
    const seen = pages.flat().map(({ id }) => id);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });
});

describe('the secrets of a subscription', () => {
  test('are in no list, queue message or webhook, and only encrypted in the table', async () => {
    const created = await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    world.answerWith(answered(503));
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200)]);
    await world.receive('refresh-status', refreshEvent({ status: 'nonsense' }));
    const shown = JSON.stringify([
      await world.subscriptions(),
      await getSubscription(world.deps, created.subscription.id),
      world.queue,
      world.arrived.map(({ payload }) => payload),
    ]);
    for (const secret of secretsOf(created)) {
      expect(shown).not.toContain(secret);
      expect(world.store.dump()).not.toContain(secret);
    }
  });
});
