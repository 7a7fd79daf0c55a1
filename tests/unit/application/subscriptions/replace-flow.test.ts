import { beforeEach, describe, expect, test } from '@jest/globals';
import { subscribe } from '../../../../shared/application/subscriptions/subscribe.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

/** The callback of a version of the flow. Each save of a flow changes it. */
const callbackOf = (version: number) => ({
  callbackUrl: `https://flow.example/versions/${version}/run?sig=hush${version}`,
});
const FLOW = ['x-ms-workflow-name', 'flow-1'];

describe('a flow that subscribes again', () => {
  test('with a new callback replaces its subscription, and the late DELETE of the old one changes nothing', async () => {
    const old = await world.subscribe('full-refresh-completed', callbackOf(1), FLOW);
    const renewed = await world.subscribe('full-refresh-completed', callbackOf(2), FLOW);
    await unsubscribe(world.deps, old.subscription.id, old.token);
    expect((await world.subscriptions()).map(({ id }) => id)).toEqual([renewed.subscription.id]);
  });

  test('with new parameters replaces its subscription, even on another topic', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'a', threshold: 1, ...callbackOf(1) }, FLOW);
    await world.subscribe('segment-threshold-crossed', { segment: 'b', threshold: 2, ...callbackOf(2) }, FLOW);
    expect((await world.subscriptions()).map(({ parameters }) => parameters)).toEqual([
      { segment: 'b', threshold: 2, language: 'en' },
    ]);
  });

  test('for another trigger type keeps its first subscription', async () => {
    await world.subscribe('full-refresh-completed', callbackOf(1), FLOW);
    await world.subscribe('unification-refresh-completed', callbackOf(2), FLOW);
    expect(await world.subscriptions()).toHaveLength(2);
  });

  test('after its DELETE has exactly one subscription', async () => {
    const old = await world.subscribe('full-refresh-completed', callbackOf(1), FLOW);
    await unsubscribe(world.deps, old.subscription.id, old.token);
    await world.subscribe('full-refresh-completed', callbackOf(2), FLOW);
    await world.subscribe('full-refresh-completed', callbackOf(3), FLOW);
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test('without a flow name replaces nothing', async () => {
    await world.subscribe('full-refresh-completed', callbackOf(1));
    await world.subscribe('full-refresh-completed', callbackOf(2));
    expect(await world.subscriptions()).toHaveLength(2);
  });
});

describe('a flow that is saved again with the same callback and parameters', () => {
  const saved = (version?: string) =>
    subscribe(world.deps, {
      triggerType: 'full-refresh-completed',
      body: { environmentId: 'contoso', ...callbackOf(1) },
      flow: FLOW,
      version,
    });

  test('keeps its subscription when the DELETE of the previous version comes after the create', async () => {
    const old = await saved('08584500000000000010');
    await saved('08584500000000000009');
    await unsubscribe(world.deps, old.subscription.id, old.token);
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test('keeps its subscription when the DELETE of the previous version comes before the create', async () => {
    const old = await saved('1');
    await unsubscribe(world.deps, old.subscription.id, old.token);
    await saved('2');
    expect(await world.subscriptions()).toHaveLength(1);
  });

  test.each<[rule: string, versions: (string | undefined)[], deletesBy: 0 | 1]>([
    ['the Location of the new version', ['1', '2'], 1],
    ['the first Location when the create was only repeated', ['1', '1'], 0],
    ['the Location of the new version even after a late repeat of the old create', ['1', '2', '1'], 1],
    ['the first Location when the platform sends no version', [undefined, undefined], 0],
  ])('is unsubscribed by a DELETE to %s', async (_rule, versions, deletesBy) => {
    const created = [];
    for (const version of versions) created.push(await saved(version));
    const { subscription, token } = created[deletesBy] ?? {};
    await unsubscribe(world.deps, subscription?.id ?? '', token ?? '');
    expect(await world.subscriptions()).toEqual([]);
  });
});
