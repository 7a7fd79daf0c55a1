import { beforeEach, describe, expect, test } from '@jest/globals';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('deleting', () => {
  test('is no fault when it is gone already', async () => {
    const { subscription, token } = await world.subscribe('full-refresh-completed', {});
    await unsubscribe(world.deps, subscription.id, token);
    await unsubscribe(world.deps, subscription.id, token);
  });

  test('a wrong token is refused and changes nothing', async () => {
    const { subscription } = await world.subscribe('full-refresh-completed', {});
    await expect(unsubscribe(world.deps, subscription.id, 'guess')).rejects.toMatchObject({ status: 403 });
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test('a malformed id is not found', async () => {
    await expect(unsubscribe(world.deps, 'nonsense', 'x')).rejects.toMatchObject({ status: 404 });
  });
});
