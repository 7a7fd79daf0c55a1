import { beforeEach, describe, expect, test } from '@jest/globals';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('deleting a subscription', () => {
  test('succeeds when it is already deleted', async () => {
    const { subscription, token } = await world.subscribe('full-refresh-completed', {});
    await unsubscribe(world.deps, subscription.id, token);
    await unsubscribe(world.deps, subscription.id, token);
  });

  test('with a wrong token is rejected with 403 and changes nothing', async () => {
    const { subscription } = await world.subscribe('full-refresh-completed', {});
    await expect(unsubscribe(world.deps, subscription.id, 'guess')).rejects.toMatchObject({ status: 403 });
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test('with a malformed id is answered with 404', async () => {
    await expect(unsubscribe(world.deps, 'nonsense', 'x')).rejects.toMatchObject({ status: 404 });
  });

  test.each<[rule: string, path: (id: string) => string]>([
    ['a wrong token', (id) => id],
    ['a subscription that never existed', (id) => `${id.slice(0, -22)}${'x'.repeat(22)}`],
    ['an environment that never existed', (id) => `${'x'.repeat(22)}${id.slice(22)}`],
  ])(
    'by somebody without the token is settled by one read, beside whatever the topic does: %s',
    async (_rule, path) => {
      const { subscription } = await world.subscribe('full-refresh-completed', {});
      const { topicMutex } = world.deps;
      world.deps.topicMutex = { runExclusive: () => new Promise(() => {}) };
      const before = world.store.requests;
      await unsubscribe(world.deps, path(subscription.id), 'guess').catch(({ status }) => expect(status).toBe(403));
      expect(world.store.requests - before).toBe(1);
      world.deps.topicMutex = topicMutex;
      expect(await world.subscriptions()).toHaveLength(1);
    },
  );
});
