import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { disable } from '../../../../shared/application/subscriptions/disable.ts';
import { enable } from '../../../../shared/application/subscriptions/enable.ts';
import { removeByOperator, unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { CircuitWorld, MINUTE } from '../../../support/circuit-world.ts';
import { flowTurnedOff } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

const DAY = 24 * 60 * MINUTE;
const FLOW = ['x-ms-workflow-name', 'flow-1'];
const subject = { environmentId: 'contoso', triggerType: 'data-source-refresh-failed' };

let world: CircuitWorld;

beforeEach(async () => {
  world = await CircuitWorld.start();
});

/** What has been reported of subscriptions since the last look. */
function changes(): unknown[] {
  const lines = world.reported
    .splice(0)
    .filter(({ name }) => name === 'SubscriptionChange' || name === 'CircuitChange');
  return lines.map(({ name, ...fields }) => JSON.parse(JSON.stringify(fields)));
}

describe('a change of a subscription is reported', () => {
  test('when it is created, and not when it is created again', async () => {
    expect(changes()).toEqual([{ subscriptionId: world.id, ...subject, change: 'created' }]);
    await world.subscribe('data-source-refresh-failed', {});
    expect(changes()).toEqual([]);
  });

  test('when another one of its flow replaces it', async () => {
    const { subscription: first } = await world.subscribe('data-source-refresh-failed', { dataSource: 'a' }, FLOW);
    changes();
    const { subscription } = await world.subscribe('data-source-refresh-failed', { dataSource: 'b' }, FLOW);
    const { id: subscriptionId } = subscription;
    expect(changes()).toEqual([
      { subscriptionId: first.id, ...subject, change: 'replaced', replacedBy: subscriptionId },
      { subscriptionId, ...subject, change: 'created' },
    ]);
  });

  test('when an operator disables it and removes it', async () => {
    changes();
    const changed = { subscriptionId: world.id, ...subject };
    await disable(world.deps, world.id);
    expect(changes()).toEqual([{ ...changed, change: 'disabled', from: 'active', reason: 'operator' }]);
    await removeByOperator(world.deps, world.id);
    expect(changes()).toEqual([{ ...changed, change: 'ended', reason: 'removed' }]);
  });

  test('when its circuit opens and closes', async () => {
    changes();
    await world.fire(5);
    const opened = { subscriptionId: world.id, ...subject };
    expect(changes()).toEqual([
      { ...opened, change: 'failing', from: 'active', reason: 'http-503' },
      { ...opened, state: 'open', consecutiveFailures: 5, nextProbeAt: expect.stringMatching(/^2026-11-20T06:00:05/) },
    ]);
    world.answerWith(answered(202));
    await world.advanceTime(MINUTE);
    expect(changes()).toEqual([
      { ...opened, change: 'active', from: 'failing', reason: 'delivered' },
      { ...opened, state: 'closed', consecutiveFailures: 0 },
    ]);
  });

  test('once, while its probes go on failing', async () => {
    changes();
    await world.fire(5);
    await world.advanceTime(5 * MINUTE);
    expect(changes()).toHaveLength(2);
  });

  test('when failures disable it, and when an operator enables it', async () => {
    await world.fire(5);
    changes();
    world.now += 5 * DAY;
    await world.advanceTime(MINUTE);
    expect(changes()).toMatchObject([{ change: 'disabled', from: 'failing', reason: 'http-503' }, { state: 'closed' }]);
    await enable(world.deps, world.id);
    expect(changes()).toMatchObject([{ change: 'active', from: 'disabled', reason: 'enabled' }]);
  });

  test('when its flow is turned off, and when the flow subscribes again', async () => {
    changes();
    world.answerWith(flowTurnedOff);
    await world.fire(1);
    expect(changes()).toMatchObject([{ change: 'dormant', from: 'active', reason: 'dormant' }]);
    await world.subscribe('data-source-refresh-failed', {});
    expect(changes()).toMatchObject([{ change: 'active', from: 'dormant', reason: 'subscribed-again' }]);
  });

  test('when its flow is gone, and when retention removes it', async () => {
    changes();
    world.answerWith(answered(410));
    await world.fire(1);
    expect(changes()).toMatchObject([{ change: 'gone', from: 'active', reason: 'gone' }]);
    world.now += 31 * DAY;
    await removeExpired(world.deps);
    expect(changes()).toMatchObject([{ subscriptionId: world.id, change: 'ended', reason: 'expired' }]);
  });

  test('when it is deleted, and not when it is deleted again', async () => {
    changes();
    await unsubscribe(world.deps, world.id, world.token);
    await unsubscribe(world.deps, world.id, world.token);
    expect(changes()).toEqual([{ subscriptionId: world.id, ...subject, change: 'ended', reason: 'unsubscribed' }]);
  });
});
