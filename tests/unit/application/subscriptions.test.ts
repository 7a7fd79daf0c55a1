import { beforeEach, describe, expect, test } from '@jest/globals';
import { getSubscription, listSubscriptions } from '../../../shared/application/read-subscriptions.ts';
import { sendTest } from '../../../shared/application/send-test.ts';
import { unsubscribe } from '../../../shared/application/unsubscribe.ts';
import { payloadSchemas } from '../../../shared/domain/payload.ts';
import { type TriggerType, triggerTypes } from '../../../shared/domain/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../../support/event-builders.ts';
import { answered, type Payload, World } from '../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const PARAMETERS: Readonly<Record<TriggerType, Payload>> = {
  'data-source-refresh-failed': { dataSource: 'crm-contacts' },
  'data-source-refresh-succeeded': {},
  'segment-threshold-crossed': { segment: 'high-value', threshold: 1000 },
  'measure-threshold-crossed': { measure: 'margin', threshold: -0.5 },
  'full-refresh-completed': { submission: 'scheduled' },
  'unification-refresh-completed': { outcome: 'failed' },
};

const flow = (version: number) => ({ callbackUrl: `https://flow.example/versions/${version}/run?sig=hush${version}` });
const FLOW = ['x-ms-workflow-name', 'flow-1'];
const all = async () => (await listSubscriptions(world.deps, {})).value;

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
    expect(await all()).toHaveLength(0);
  });

  test('the same callback and parameters give the same subscription, and the first token stays good', async () => {
    const first = await world.subscribe('full-refresh-completed', {});
    const again = await world.subscribe('full-refresh-completed', { submission: '' });
    expect(again.subscription.id).toBe(first.subscription.id);
    expect(again.signingSecret).toBe(first.signingSecret);
    for (let repeat = 0; repeat < 30; repeat++) await world.subscribe('full-refresh-completed', {});
    expect(await all()).toHaveLength(1);
    await unsubscribe(world.deps, first.subscription.id, first.token);
    expect(await all()).toHaveLength(0);
  });

  test('another parameter gives another subscription', async () => {
    await world.subscribe('full-refresh-completed', {});
    await world.subscribe('full-refresh-completed', { outcome: 'failed' });
    expect(await all()).toHaveLength(2);
  });

  test('two creates at once give one subscription', async () => {
    const [one, other] = await Promise.all([
      world.subscribe('full-refresh-completed', {}, FLOW),
      world.subscribe('full-refresh-completed', {}, FLOW),
    ]);
    expect(one.subscription.id).toBe(other.subscription.id);
    expect(await all()).toHaveLength(1);
  });
});

describe('a flow that subscribes again', () => {
  test('with a new callback replaces its subscription, and its late DELETE changes nothing', async () => {
    const old = await world.subscribe('full-refresh-completed', flow(1), FLOW);
    const renewed = await world.subscribe('full-refresh-completed', flow(2), FLOW);
    await unsubscribe(world.deps, old.subscription.id, old.token);
    expect((await all()).map(({ id }) => id)).toEqual([renewed.subscription.id]);
  });

  test('with new parameters replaces it too, also on another topic', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'a', threshold: 1, ...flow(1) }, FLOW);
    await world.subscribe('segment-threshold-crossed', { segment: 'b', threshold: 2, ...flow(2) }, FLOW);
    expect((await all()).map(({ parameters }) => parameters)).toEqual([{ segment: 'b', threshold: 2 }]);
  });

  test('for another trigger type keeps the first', async () => {
    await world.subscribe('full-refresh-completed', flow(1), FLOW);
    await world.subscribe('unification-refresh-completed', flow(2), FLOW);
    expect(await all()).toHaveLength(2);
  });

  test('after its DELETE is registered once again', async () => {
    const old = await world.subscribe('full-refresh-completed', flow(1), FLOW);
    await unsubscribe(world.deps, old.subscription.id, old.token);
    await world.subscribe('full-refresh-completed', flow(2), FLOW);
    await world.subscribe('full-refresh-completed', flow(3), FLOW);
    expect(await all()).toHaveLength(1);
  });

  test('without a flow name replaces nothing', async () => {
    await world.subscribe('full-refresh-completed', flow(1));
    await world.subscribe('full-refresh-completed', flow(2));
    expect(await all()).toHaveLength(2);
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
    expect(await all()).toHaveLength(1);
  });

  test('a malformed id is not found', async () => {
    await expect(unsubscribe(world.deps, 'nonsense', 'x')).rejects.toMatchObject({ status: 404 });
  });
});

describe('listing', () => {
  test('filters by environment, type and status, and pages', async () => {
    for (const environmentId of ['contoso', 'fabrikam']) {
      await world.subscribe('full-refresh-completed', { environmentId });
      await world.subscribe('unification-refresh-completed', { environmentId });
    }
    expect((await listSubscriptions(world.deps, { environmentId: 'contoso' })).value).toHaveLength(2);
    expect((await listSubscriptions(world.deps, { triggerType: 'full-refresh-completed' })).value).toHaveLength(2);
    expect((await listSubscriptions(world.deps, { status: 'gone' })).value).toHaveLength(0);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSubscriptions(world.deps, { top: 1, cursor });
      seen.push(...page.value.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });
});

describe('a test', () => {
  test.each(triggerTypes.map((type) => [type] as const))(
    'of %s sends its sample once, marked as a test',
    async (type) => {
      const { subscription } = await world.subscribe(type, PARAMETERS[type]);
      const { notificationId } = await sendTest(world.deps, subscription.id);
      world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
      await world.drainQueue();
      expect(world.payloads()).toMatchObject([{ isTest: true, notificationId, subscriptionId: subscription.id }]);
      expect(payloadSchemas[type].strict().safeParse(world.payloads()[0]).success).toBe(true);
    },
  );
});

describe('secrets', () => {
  test('no callback path or query, no secret and no token is in a list, a queue message or a webhook', async () => {
    const { subscription, token, signingSecret } = await world.subscribe(
      'segment-threshold-crossed',
      PARAMETERS['segment-threshold-crossed'],
    );
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200)]);
    await world.receive('refresh-status', refreshEvent({ status: 'nonsense' }));
    const shown = JSON.stringify([
      await all(),
      await getSubscription(world.deps, subscription.id),
      world.queue,
      world.arrived.map(({ payload }) => payload),
    ]);
    for (const secret of ['hush', '/run', token, signingSecret]) expect(shown).not.toContain(secret);
    for (const secret of [token, signingSecret]) expect(world.store.dump()).not.toContain(secret);
  });
});
