import { beforeEach, describe, expect, test } from '@jest/globals';
import { enable } from '../../../../shared/application/subscriptions/enable.ts';
import { getSubscription, listSubscriptions } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { subscribe } from '../../../../shared/application/subscriptions/subscribe.ts';
import { CircuitWorld } from '../../../support/circuit-world.ts';
import { flowTurnedOff, OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

const ENVIRONMENT_HOST = '0a1b2c3d4e5f60718293a4b5c6d7e8.f9.environment.api.powerplatform.com';

describe('a subscription', () => {
  let world: CircuitWorld;
  beforeEach(async () => {
    world = await CircuitWorld.start();
  });
  const view = () => getSubscription(world.deps, world.id);

  test('tells what its last attempt got, and how long it took', async () => {
    await world.fire(1);
    expect(await view()).toMatchObject({
      status: 'active',
      statusSince: '2026-11-20T06:00:00Z',
      lastDelivery: { at: '2026-11-20T06:00:00Z', outcome: 'retrying', reason: 'http-503', status: 503, durationMs: 0 },
      waitingCount: 0,
    });
  });

  test('that is failing tells why and since when, when it is tried again and how much waits', async () => {
    await world.fire(4);
    world.now += 60_000;
    await world.openCircuitWithThreeWaiting();
    const shown = await view();
    expect(shown).toMatchObject({ status: 'failing', statusReason: 'http-503', waitingCount: expect.any(Number) });
    expect(shown.waitingCount).toBeGreaterThan(0);
    expect(Date.parse(shown.statusSince ?? '')).toBeGreaterThan(Date.parse(shown.createdAt));
    expect(Date.parse(shown.nextProbeAt ?? '')).toBeGreaterThan(world.now);
    expect(await listSubscriptions(world.deps, {})).toEqual({ value: [shown], cursor: undefined });
  });

  test('that has failed for too long tells that it had only failures', async () => {
    world.deps.settings = { ...world.deps.settings, disableAfter: 60_000 };
    await world.fire(5);
    await world.advanceTime(10 * 60_000);
    expect(await view()).toMatchObject({ status: 'disabled', statusReason: 'only-failures', nextProbeAt: undefined });
  });

  test('that is active again gives no reason for that', async () => {
    world.answerWith(flowTurnedOff);
    await world.fire(1);
    expect(await view()).toMatchObject({ status: 'dormant', statusReason: 'dormant' });
    await enable(world.deps, world.id);
    expect((await view()).statusReason).toBeUndefined();
  });
});

describe('the flow of a subscription', () => {
  let world: OperatorWorld;
  beforeEach(() => {
    world = new OperatorWorld();
  });

  async function flowOf(callbackUrl: string, flowId: string | undefined) {
    const body = { environmentId: 'contoso', callbackUrl };
    const { subscription } = await subscribe(world.deps, { triggerType: 'full-refresh-completed', body, flowId });
    return (await getSubscription(world.deps, subscription.id)).flow;
  }

  test('has the name that the platform gives it, and the environment that its callback names', async () => {
    expect(await flowOf(`https://${ENVIRONMENT_HOST}:443/x`, 'flow-1')).toEqual({
      id: 'flow-1',
      environmentId: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    });
  });

  test('has the environment of the setting when its callback names none, and none without both', async () => {
    const callback = 'https://prod-07.westeurope.logic.azure.com/x';
    expect(await flowOf(callback, 'flow-1')).toEqual({ id: 'flow-1', environmentId: undefined });
    world.deps.settings = { ...world.deps.settings, powerPlatformEnvironment: 'Default-1' };
    expect(await flowOf(callback, 'flow-1')).toEqual({ id: 'flow-1', environmentId: 'Default-1' });
  });

  test('has the address of its page when its ID and its environment are known', async () => {
    const id = '62cd5d87-f69f-438f-a0ad-6c551be71130';
    const { url } = (await flowOf(`https://${ENVIRONMENT_HOST}/x`, id)) ?? {};
    const environment = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
    expect(url).toBe(`https://make.powerautomate.com/environments/${environment}/flows/${id}/details`);
  });

  test('is absent when nothing names it', async () => {
    expect(await flowOf(`https://${ENVIRONMENT_HOST}/x`, undefined)).toBeUndefined();
  });
});

test('a list of 40 subscriptions costs three table requests', async () => {
  const world = new OperatorWorld();
  await world.createSubscriptions(40);
  world.answers.set('https://flow.example/0', () => answered(422));
  await world.fireRun();
  await world.drainQueue(world.now);
  const { requests } = world.store;
  const value = await world.subscriptions({ environmentId: 'contoso' });
  expect(world.store.requests - requests).toBe(3);
  expect(value.filter(({ consecutiveFailures }) => consecutiveFailures === 1)).toHaveLength(1);
});
