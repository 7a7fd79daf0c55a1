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
});
