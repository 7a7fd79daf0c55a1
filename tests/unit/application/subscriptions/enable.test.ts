import { beforeEach, describe, expect, test } from '@jest/globals';
import { enable } from '../../../../shared/application/subscriptions/enable.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';

async function fire(runId = 'job-7'): Promise<string> {
  const { subscription } = await world.subscribe('data-source-refresh-failed', {});
  await world.receive('refresh-status', refreshEvent({ runId }));
  return subscription.id;
}

describe('enabling a subscription', () => {
  test('makes a dormant subscription active again', async () => {
    const errorMessage = "with state 'Suspended'";
    world.answers.set(CALLBACK, () => answered(400, { errorCode: 'WorkflowTriggerIsNotEnabled', errorMessage }));
    const id = await fire();
    world.answers.clear();
    expect(await enable(world.deps, id)).toEqual({ count: 0 });
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'active', consecutiveFailures: 0 });
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(2);
  });

  test('closes an open circuit, returns the count of waiting deliveries and sends them in order', async () => {
    world.answers.set(CALLBACK, () => answered(503));
    const id = await fire();
    for (let index = 0; index < 6; index++) {
      await world.receive('refresh-status', refreshEvent({ runId: `job-${index}` }));
      await world.drainQueue(world.now);
    }
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'failing' });
    world.answers.clear();
    const before = world.arrived.length;
    expect(await enable(world.deps, id)).toEqual({ count: 2 });
    await world.drainQueue(world.now);
    expect(
      world
        .payloads()
        .slice(before)
        .map(({ sequence }) => sequence),
    ).toEqual([6, 7]);
  });

  test('is rejected with 409 when the subscription is gone', async () => {
    world.answers.set(CALLBACK, () => answered(410));
    const id = await fire();
    await expect(enable(world.deps, id)).rejects.toMatchObject({ status: 409 });
  });
});
