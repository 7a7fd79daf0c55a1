import { beforeEach, describe, expect, test } from '@jest/globals';
import { subscribe } from '../../../../shared/application/subscriptions/subscribe.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

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

describe('a flow that is saved again with the callback and parameters that it had', () => {
  const saved = (version?: string) =>
    subscribe(world.deps, {
      triggerType: 'full-refresh-completed',
      body: { environmentId: 'contoso', ...flow(1) },
      flow: FLOW,
      version,
    });

  test('keeps its subscription when the DELETE of the version before comes last', async () => {
    const old = await saved('08584500000000000010');
    await saved('08584500000000000009');
    await unsubscribe(world.deps, old.subscription.id, old.token);
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test('keeps it when that DELETE comes first', async () => {
    const old = await saved('1');
    await unsubscribe(world.deps, old.subscription.id, old.token);
    await saved('2');
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test.each<[rule: string, versions: (string | undefined)[], deletesBy: 0 | 1]>([
    ['the address of the new version', ['1', '2'], 1],
    ['the first address, when the create was only repeated', ['1', '1'], 0],
    ['the address of the new version, when a repeat of the old create came late', ['1', '2', '1'], 1],
    ['the first address, when the platform names no version', [undefined, undefined], 0],
  ])('ends it by %s', async (_rule, versions, deletesBy) => {
    const created = [];
    for (const version of versions) created.push(await saved(version));
    const { subscription, token } = created[deletesBy] ?? {};
    await unsubscribe(world.deps, subscription?.id ?? '', token ?? '');
    expect(await world.subscriptions()).toEqual([]);
  });
});
