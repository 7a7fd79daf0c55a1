import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;
const CALLBACK = 'https://flow.example/run?sig=hush';

/** Runs four rounds of the sweeper and the delivery queue, three minutes apart. */
async function settle(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    world.now += 3 * MINUTE;
    await world.sweep().catch(() => {});
    await world.drainQueue(world.now);
  }
}

describe('an attempt to a subscription that changes meanwhile', () => {
  test('is not made when the subscription was deleted and created again before the retry', async () => {
    world.answers.set(CALLBACK, () => answered(503));
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.receive('refresh-status', refreshEvent());
    await unsubscribe(world.deps, subscription.id, token);
    await world.subscribe('data-source-refresh-failed', {});
    world.answers.clear();
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
  });

  test('does not make a subscription dormant that was renewed before the answer came', async () => {
    let renewal: Promise<unknown> = Promise.resolve();
    world.answers.set(CALLBACK, () => {
      renewal = world.subscribe('data-source-refresh-failed', {});
      return answered(400, { errorCode: 'WorkflowTriggerIsNotEnabled', errorMessage: "with state 'Disabled'" });
    });
    const { subscription } = await world.subscribe('data-source-refresh-failed', {});
    const send = world.deps.sender.send;
    world.deps.sender.send = async (request) => {
      const result = await send(request);
      await renewal;
      return result;
    };
    await world.receive('refresh-status', refreshEvent());
    expect(await getSubscription(world.deps, subscription.id)).toMatchObject({ status: 'active' });
  });

  test('counts the three attempts of a 401 from the first 401, not from earlier failures', async () => {
    const results = [answered(503), answered(401), answered(401), answered(202)];
    world.answers.set(CALLBACK, () => results.shift() ?? answered(202));
    await world.subscribe('data-source-refresh-failed', {});
    world.deps.settings = { ...world.deps.settings, retrySchedule: [5_000, 5_000, 5_000, 5_000] };
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    expect(world.arrived).toHaveLength(4);
  });
});

describe('receivers that answer 410', () => {
  test('each end their subscription and leave one dead letter, even 30 at the same time', async () => {
    await world.createSubscriptions(30);
    for (let index = 0; index < 30; index++) world.answers.set(`https://flow.example/${index}`, () => answered(410));
    await world.receive('refresh-status', refreshEvent());
    await settle();
    expect(world.arrived).toHaveLength(30);
    const { value } = await listDeadLetters(world.deps, { source: 'delivery' });
    expect(value.map(({ code }) => code)).toEqual(Array(30).fill('gone'));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(30);
  });
});
