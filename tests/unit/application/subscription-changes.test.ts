import { beforeEach, describe, expect, test } from '@jest/globals';
import { unsubscribe } from '../../../shared/application/unsubscribe.ts';
import { OperatorWorld } from '../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const flow = (version: number) => ({ callbackUrl: `https://flow.example/versions/${version}/run?sig=hush${version}` });
const FLOW = ['x-ms-workflow-name', 'flow-1'];

describe('a flow that subscribes again', () => {
  test('with a new callback replaces its subscription, and its late DELETE changes nothing', async () => {
    const old = await world.subscribe('full-refresh-completed', flow(1), FLOW);
    const renewed = await world.subscribe('full-refresh-completed', flow(2), FLOW);
    await unsubscribe(world.deps, old.subscription.id, old.token);
    expect((await world.subscriptions()).map(({ id }) => id)).toEqual([renewed.subscription.id]);
  });

  test('with new parameters replaces it too, also on another topic', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'a', threshold: 1, ...flow(1) }, FLOW);
    await world.subscribe('segment-threshold-crossed', { segment: 'b', threshold: 2, ...flow(2) }, FLOW);
    expect((await world.subscriptions()).map(({ parameters }) => parameters)).toEqual([{ segment: 'b', threshold: 2 }]);
  });

  test('for another trigger type keeps the first', async () => {
    await world.subscribe('full-refresh-completed', flow(1), FLOW);
    await world.subscribe('unification-refresh-completed', flow(2), FLOW);
    expect(await world.subscriptions()).toHaveLength(2);
  });

  test('after its DELETE is registered once again', async () => {
    const old = await world.subscribe('full-refresh-completed', flow(1), FLOW);
    await unsubscribe(world.deps, old.subscription.id, old.token);
    await world.subscribe('full-refresh-completed', flow(2), FLOW);
    await world.subscribe('full-refresh-completed', flow(3), FLOW);
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test('without a flow name replaces nothing', async () => {
    await world.subscribe('full-refresh-completed', flow(1));
    await world.subscribe('full-refresh-completed', flow(2));
    expect(await world.subscriptions()).toHaveLength(2);
  });
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
