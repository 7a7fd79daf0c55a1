import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { createKeyedMutex } from '../../../../shared/application/process-limits.ts';
import type { Subscribed } from '../../../../shared/application/subscriptions/subscribe.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { flowTurnedOff, OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;
const FAILED = 'data-source-refresh-failed';
const CROSSED = 'segment-threshold-crossed';

/** The last by key of 60 subscriptions. The firing's own transaction makes 40 deliveries; the fan-out makes the last one later. */
interface LastSubscription extends Subscribed {
  readonly flow: string[];
  readonly callbackUrl: string;
}

async function lastOf60Subscriptions(
  subscribe: (callbackUrl: string, flow: string[], index: number) => Promise<Subscribed>,
) {
  const made: LastSubscription[] = [];
  for (let index = 0; index < 60; index++) {
    const flow = ['x-ms-workflow-name', `flow-${index}`];
    const callbackUrl = `https://flow.example/${index}`;
    made.push({ ...(await subscribe(callbackUrl, flow, index)), flow, callbackUrl });
  }
  return made.reduce((last, one) => (one.subscription.id > last.subscription.id ? one : last));
}

const lastFailureSubscription = () =>
  lastOf60Subscriptions((callbackUrl, flow) => world.subscribe(FAILED, { callbackUrl }, flow));

/** Handles a threshold crossing and crashes during its fan-out. */
async function crashDuringCrossingFanOut(): Promise<void> {
  await world.receive('metric-change', sampleEvent(900));
  const revive = world.crashAtCommit((writes) =>
    writes.some(({ kind, key }) => kind === 'replace' && key.startsWith('f.')),
  );
  await world.receive('metric-change', sampleEvent(5000)).catch(() => {});
  revive();
}

/** The state and reason of each delivery to a subscription, oldest first, after the sweeper has finished all work. */
async function finalDeliveriesOf({ subscription: { id } }: Subscribed): Promise<string[]> {
  for (let round = 0; round < 3; round++) {
    world.now += 2 * MINUTE;
    await world.sweep();
    await world.drainQueue(world.now);
  }
  const deliveries = world.rowsOf(id, 'd.').map(({ data }) => data as Record<string, string>);
  return deliveries
    .filter(({ subscriptionId }) => subscriptionId === id)
    .map(({ state, reason }) => [state, reason].join(' ').trim())
    .toReversed();
}

describe('a subscription that ends during the fan-out of a firing gets a dead letter', () => {
  test('when it is deleted, and all other subscribers get their webhook', async () => {
    const last = await lastFailureSubscription();
    await world.crashDuringFanOut();
    await unsubscribe(world.deps, last.subscription.id, last.token);
    expect(await finalDeliveriesOf(last)).toEqual(['dead unsubscribed']);
    expect(await world.deadLetters()).toMatchObject([{ code: 'unsubscribed', subscriptionId: last.subscription.id }]);
    expect(world.arrived).toHaveLength(59);
  });

  test('when another firing is committed while it is being deleted', async () => {
    const last = await lastFailureSubscription();
    await world.crashDuringFanOut('job-1');
    const { range } = world.store;
    let isFirst = true;
    world.store.range = async (...place) => {
      const page = await range.apply(world.store, place);
      if (isFirst) {
        isFirst = false;
        await world.crashDuringFanOut('job-2');
      }
      return page;
    };
    // A second process, because within one process a mutex keeps the deletion and the firing apart.
    await unsubscribe({ ...world.deps, topicMutex: createKeyedMutex() }, last.subscription.id, last.token);
    expect(await finalDeliveriesOf(last)).toEqual(['dead unsubscribed', 'dead unsubscribed']);
  });

  test('when its flow is saved again, and the new subscription gets no earlier firing', async () => {
    const last = await lastFailureSubscription();
    await world.crashDuringFanOut();
    const saved = await world.subscribe(FAILED, { callbackUrl: 'https://flow.example/saved' }, last.flow);
    expect(await finalDeliveriesOf(last)).toEqual(['dead unsubscribed']);
    expect(await finalDeliveriesOf(saved)).toEqual([]);
  });

  test('when its flow is saved again for another metric', async () => {
    const last = await lastOf60Subscriptions((callbackUrl, flow, index) =>
      world.subscribe(CROSSED, { callbackUrl, segment: 'high-value', threshold: 1000 + index }, flow),
    );
    await crashDuringCrossingFanOut();
    await world.subscribe(CROSSED, { callbackUrl: last.callbackUrl, segment: 'vip', threshold: 1 }, last.flow);
    expect(await finalDeliveriesOf(last)).toEqual(['dead unsubscribed']);
  });

  test('when its receiver is gone and it is created again', async () => {
    const last = await lastFailureSubscription();
    world.answers.set(last.callbackUrl, () => answered(503));
    await world.fireRun('job-1');
    await world.drainQueue(world.now);
    await world.crashDuringFanOut('job-2');
    world.answers.set(last.callbackUrl, () => answered(410));
    await world.drainQueue();
    expect((await world.subscriptions({ status: 'gone' })).map(({ id }) => id)).toEqual([last.subscription.id]);
    world.answers.clear();
    await world.subscribe(FAILED, { callbackUrl: last.callbackUrl }, last.flow);
    expect(await finalDeliveriesOf(last)).toEqual(['dead gone', 'dead gone']);
  });

  test('when retention removes it because it was dormant for 30 days', async () => {
    const last = await lastFailureSubscription();
    world.answers.set(last.callbackUrl, () => flowTurnedOff);
    await world.fireRun('job-0');
    await world.drainQueue(world.now);
    world.now += 31 * 24 * 60 * MINUTE;
    await world.crashDuringFanOut('job-1');
    expect(await removeExpired(world.deps)).toMatchObject({ subscriptions: 1 });
    expect(await finalDeliveriesOf(last)).toEqual(['dead dormant', 'dead dormant']);
  });

  test('when a firing is committed just before retention removes it', async () => {
    const last = await lastFailureSubscription();
    world.answers.set(last.callbackUrl, () => flowTurnedOff);
    await world.fireRun('job-0');
    await world.drainQueue(world.now);
    world.now += 31 * 24 * 60 * MINUTE;
    const { commit } = world.store;
    world.store.commit = async (partition, writes) => {
      if (writes.some(({ kind, key }) => kind === 'remove' && key.startsWith('s.'))) {
        world.store.commit = commit;
        await world.crashDuringFanOut('job-1');
      }
      return commit.call(world.store, partition, writes);
    };
    expect(await removeExpired(world.deps)).toMatchObject({ subscriptions: 1 });
    expect(await finalDeliveriesOf(last)).toEqual(['dead dormant', 'dead dormant']);
  });
});

test('a subscription that is replaced while a worker matches it gets no delivery of that firing', async () => {
  const flow = ['x-ms-workflow-name', 'flow-1'];
  const callbackUrl = 'https://flow.example/1';
  const old = await world.subscribe(CROSSED, { callbackUrl, segment: 'high-value', threshold: 1000 }, flow);
  await world.receive('metric-change', sampleEvent(900));
  const { range } = world.store;
  // The subscription is replaced after the worker has read it.
  world.store.range = async (...place) => {
    const page = await range.apply(world.store, place);
    world.store.range = range;
    await world.subscribe(CROSSED, { callbackUrl, segment: 'vip', threshold: 1 }, flow);
    return page;
  };
  await world.receive('metric-change', sampleEvent(5000));
  expect(await finalDeliveriesOf(old)).toEqual([]);
});
