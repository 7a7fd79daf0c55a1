import { beforeEach, describe, expect, test } from '@jest/globals';
import { retire } from '../../../shared/application/maintenance/retention.ts';
import { createKeyedMutex } from '../../../shared/application/process-limits.ts';
import type { Subscribed } from '../../../shared/application/subscriptions/subscribe.ts';
import { unsubscribe } from '../../../shared/application/subscriptions/unsubscribe.ts';
import { sampleEvent } from '../../support/event-builders.ts';
import { OperatorWorld, turnedOff } from '../../support/operator-world.ts';
import { answered } from '../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;
const FAILED = 'data-source-refresh-failed';
const CROSSED = 'segment-threshold-crossed';

/** One of 60 flows with the same trigger, whose key is the last: 40 get their deliveries with the firing, it gets its own at the end. */
interface Last extends Subscribed {
  readonly flow: string[];
  readonly callbackUrl: string;
}

async function lastOf60(subscribe: (callbackUrl: string, flow: string[], index: number) => Promise<Subscribed>) {
  const made: Last[] = [];
  for (let index = 0; index < 60; index++) {
    const flow = ['x-ms-workflow-name', `flow-${index}`];
    const callbackUrl = `https://flow.example/${index}`;
    made.push({ ...(await subscribe(callbackUrl, flow, index)), flow, callbackUrl });
  }
  return made.reduce((last, one) => (one.subscription.id > last.subscription.id ? one : last));
}

const lastOfRuns = () => lastOf60((callbackUrl, flow) => world.subscribe(FAILED, { callbackUrl }, flow));

/** The worker dies during the fan-out, as it does in `firedInPart`. */
async function crossedInPart(): Promise<void> {
  await world.receive('metric-change', sampleEvent(900));
  const revive = world.dieAt((writes) => writes.some(({ kind, key }) => kind === 'replace' && key.startsWith('f.')));
  await world.receive('metric-change', sampleEvent(5000)).catch(() => {});
  revive();
}

/** The state and reason of each delivery to a subscription, oldest first, once the sweeper has finished everything. */
async function endsOf({ subscription: { id } }: Subscribed): Promise<string[]> {
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

describe('a subscription that leaves during the fan-out of a firing gets it as a dead letter', () => {
  test('when it is deleted; all others get theirs', async () => {
    const last = await lastOfRuns();
    await world.firedInPart();
    await unsubscribe(world.deps, last.subscription.id, last.token);
    expect(await endsOf(last)).toEqual(['dead unsubscribed']);
    expect(await world.deadLetters()).toMatchObject([{ code: 'unsubscribed', subscriptionId: last.subscription.id }]);
    expect(world.arrived).toHaveLength(59);
  });

  test('when another firing is committed while it is being deleted', async () => {
    const last = await lastOfRuns();
    await world.firedInPart('job-1');
    const { range } = world.store;
    let isFirst = true;
    world.store.range = async (...place) => {
      const page = await range.apply(world.store, place);
      if (isFirst) {
        isFirst = false;
        await world.firedInPart('job-2');
      }
      return page;
    };
    // Another process: within one, the deletion and the firing take turns.
    await unsubscribe({ ...world.deps, topicMutex: createKeyedMutex() }, last.subscription.id, last.token);
    expect(await endsOf(last)).toEqual(['dead unsubscribed', 'dead unsubscribed']);
  });

  test('when its flow is saved again; the new subscription gets nothing of before', async () => {
    const last = await lastOfRuns();
    await world.firedInPart();
    const saved = await world.subscribe(FAILED, { callbackUrl: 'https://flow.example/saved' }, last.flow);
    expect(await endsOf(last)).toEqual(['dead unsubscribed']);
    expect(await endsOf(saved)).toEqual([]);
  });

  test('when its flow is saved again for another metric', async () => {
    const last = await lastOf60((callbackUrl, flow, index) =>
      world.subscribe(CROSSED, { callbackUrl, segment: 'high-value', threshold: 1000 + index }, flow),
    );
    await crossedInPart();
    await world.subscribe(CROSSED, { callbackUrl: last.callbackUrl, segment: 'vip', threshold: 1 }, last.flow);
    expect(await endsOf(last)).toEqual(['dead unsubscribed']);
  });

  test('when its receiver is gone and it is made anew', async () => {
    const last = await lastOfRuns();
    world.answers.set(last.callbackUrl, () => answered(503));
    await world.fired('job-1');
    await world.drainQueue(world.now);
    await world.firedInPart('job-2');
    world.answers.set(last.callbackUrl, () => answered(410));
    await world.drainQueue();
    expect((await world.subscriptions({ status: 'gone' })).map(({ id }) => id)).toEqual([last.subscription.id]);
    world.answers.clear();
    await world.subscribe(FAILED, { callbackUrl: last.callbackUrl }, last.flow);
    expect(await endsOf(last)).toEqual(['dead gone', 'dead gone']);
  });

  test('when it has slept for long and is forgotten', async () => {
    const last = await lastOfRuns();
    world.answers.set(last.callbackUrl, () => turnedOff);
    await world.fired('job-0');
    await world.drainQueue(world.now);
    world.now += 31 * 24 * 60 * MINUTE;
    await world.firedInPart('job-1');
    expect(await retire(world.deps)).toMatchObject({ subscriptions: 1 });
    expect(await endsOf(last)).toEqual(['dead dormant', 'dead dormant']);
  });
});

test('a subscription whose flow is saved for another metric gets nothing that is committed on the first one meanwhile', async () => {
  const flow = ['x-ms-workflow-name', 'flow-1'];
  const callbackUrl = 'https://flow.example/1';
  const old = await world.subscribe(CROSSED, { callbackUrl, segment: 'high-value', threshold: 1000 }, flow);
  await world.receive('metric-change', sampleEvent(900));
  const { range } = world.store;
  // The worker has found the subscription when it leaves.
  world.store.range = async (...place) => {
    const page = await range.apply(world.store, place);
    world.store.range = range;
    await world.subscribe(CROSSED, { callbackUrl, segment: 'vip', threshold: 1 }, flow);
    return page;
  };
  await world.receive('metric-change', sampleEvent(5000));
  expect(await endsOf(old)).toEqual([]);
});
