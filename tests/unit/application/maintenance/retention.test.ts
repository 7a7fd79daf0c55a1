import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { redrive } from '../../../../shared/application/operator/redrive.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const DAY = 24 * 60 * 60_000;
const CALLBACK = 'https://flow.example/run?sig=hush';

/** Subscribes, handles a failed run and returns the subscription id. */
async function fire(runId = 'job-7'): Promise<string> {
  const { subscription } = await world.subscribe('data-source-refresh-failed', {});
  await world.receive('refresh-status', refreshEvent({ runId }));
  return subscription.id;
}

const rows = (id: string, prefix: string) => world.store.rowsUnder(id.split('.')[0] ?? '', prefix);

describe('retention', () => {
  test('removes finished deliveries, firings and dedupe rows after 30 days and not before', async () => {
    const id = await fire();
    world.now += 29.9 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 0, firings: 0, runs: 0 });
    world.now += 0.2 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 1, firings: 1, runs: 1 });
    for (const prefix of ['d.', 'f.', 'r.']) expect(rows(id, prefix)).toEqual([]);
  });

  test('never removes a firing that is not done', async () => {
    world.answers.set(CALLBACK, () => answered(503));
    const id = await fire();
    world.now += 100 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 0, firings: 0 });
    expect([rows(id, 'd.').length, rows(id, 'f.').length]).toEqual([1, 1]);
  });

  test('keeps a firing as long as one of its deliveries', async () => {
    const retries = [answered(429, { retryAfter: String(24 * 60 * 60) }), answered(202)];
    world.answers.set(CALLBACK, () => retries.shift() ?? answered(202));
    const id = await fire();
    await world.drainQueue();
    world.now += 29.5 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 0, firings: 0 });
    expect(rows(id, 'f.')).toHaveLength(1);
  });

  test('removes a dead letter after 90 days', async () => {
    world.answers.set(CALLBACK, () => answered(400));
    const id = await fire();
    await world.receive('refresh-status', 'no json');
    world.now += 89 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deadLetters: 0 });
    world.now += 2 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deadLetters: 2 });
    expect(rows(id, 'x.')).toEqual([]);
  });

  test('keeps a dead delivery redrivable as long as its dead letter is kept', async () => {
    world.answers.set(CALLBACK, () => answered(400));
    const id = await fire();
    world.now += 89 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 0, firings: 0 });
    world.answers.clear();
    const [letter] = (await listDeadLetters(world.deps, { source: 'delivery' })).value;
    await redrive(world.deps, letter?.id ?? '');
    await world.drainQueue();
    expect(rows(id, 'd.').map(({ data }) => Object(data).state)).toEqual(['delivered']);
    world.now += 31 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 1, firings: 1 });
  });

  test('keeps a delivery that died long after it was due for 90 days from its death', async () => {
    world.answers.set(CALLBACK, () => answered(429, { retryAfter: String(24 * 60 * 60) }));
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.receive('refresh-status', refreshEvent());
    world.queue = [];
    world.now += 20 * DAY;
    await unsubscribe(world.deps, subscription.id, token);
    await world.sweep();
    await world.drainQueue(world.now);
    expect((await listDeadLetters(world.deps, { source: 'delivery' })).value).toHaveLength(1);
    world.now += 89 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 0, firings: 0, deadLetters: 0 });
    world.now += 2 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ deliveries: 1, firings: 1, deadLetters: 1 });
  });

  test('removes the health row of a deleted subscription even when it was written late', async () => {
    const id = await fire();
    const left = await world.subscribe('data-source-refresh-failed', { callbackUrl: 'https://flow.example/left' });
    world.answers.set('https://flow.example/left', () => answered(503));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    const late = rows(id, 'h.').find(({ key }) => left.subscription.id.endsWith(key.split('.').at(-1) ?? ''));
    await unsubscribe(world.deps, left.subscription.id, left.token);
    await world.store.commit(id.split('.')[0] ?? '', [{ kind: 'put', key: late?.key ?? '', data: Object(late?.data) }]);
    expect(rows(id, 'h.')).toHaveLength(2);
    await removeExpired(world.deps);
    expect(rows(id, 'h.')).toHaveLength(1);
  });

  test('removes a process without a run for 30 days, but a data source only when it is deleted', async () => {
    // An environment with a subscription stays.
    await world.subscribe('full-refresh-completed', {});
    const kept = (prefix: string) => world.store.rowsUnder(environmentPartition('contoso'), prefix).length;
    await world.receive('refresh-status', [
      refreshEvent({ operation: 'export', name: 'mail-list' }),
      refreshEvent({ name: 'crm' }),
      refreshEvent({ name: 'erp', status: 'deleted' }),
    ]);
    world.now += 29 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ processes: 0 });
    world.now += 2 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ processes: 2 });
    expect([kept('o.'), kept('n.')]).toEqual([0, 1]);
  });

  test('removes a dormant subscription after 30 days', async () => {
    const errorMessage = "with state 'Disabled'";
    world.answers.set(CALLBACK, () => answered(400, { errorCode: 'WorkflowTriggerIsNotEnabled', errorMessage }));
    const id = await fire();
    world.now += 29 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ subscriptions: 0 });
    world.now += 2 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ subscriptions: 1 });
    await expect(getSubscription(world.deps, id)).rejects.toMatchObject({ status: 404 });
  });

  test('costs one request for each further subscription that stays', async () => {
    const requestsOfRetention = async () => {
      const before = world.store.requests;
      await removeExpired(world.deps);
      return world.store.requests - before;
    };
    await fire();
    await removeExpired(world.deps);
    const forOne = await requestsOfRetention();
    const further = 30;
    for (let n = 0; n < further; n++)
      await world.subscribe('data-source-refresh-failed', { callbackUrl: `https://flow.example/${n}` });
    expect(await requestsOfRetention()).toBe(forOne + further);
  });

  test('never removes an active subscription or its topic state', async () => {
    const id = await fire();
    world.now += 1000 * DAY;
    await removeExpired(world.deps);
    expect(await getSubscription(world.deps, id)).toMatchObject({ status: 'active' });
    expect(rows(id, 't.')).toHaveLength(1);
  });
});

describe('retention of environments', () => {
  const partition = environmentPartition('contoso');
  const entries = () => world.store.rowsUnder('environments').map(({ key }) => key);
  const sample = (value: number, minute = 0) =>
    world.receive(
      'metric-change',
      sampleEvent(value, { eventId: `m-${minute}`, evaluatedAt: `2026-11-20T02:${20 + minute}:00Z` }),
    );

  test('removes an environment that nothing has named for 30 days, with its baselines and last runs', async () => {
    await sample(5);
    await world.receive('refresh-status', refreshEvent());
    world.now += 30.5 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ environments: 1, firings: 1 });
    expect(entries()).toEqual([]);
    expect(world.store.rowsUnder(partition)).toEqual([]);
  });

  test('keeps an environment whose metric has changed within 30 days, whatever the times of its events say', async () => {
    await sample(5);
    world.now += 29 * DAY;
    await sample(4, 1);
    world.now += 29 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ environments: 0 });
    expect(world.store.rowsUnder(partition, 't.')).toHaveLength(1);
  });

  test('keeps an environment with a subscription for good', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 7 });
    await sample(5);
    world.now += 400 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ environments: 0 });
    await sample(9, 1);
    expect(world.arrived).toHaveLength(1);
  });

  test('removes what an ended subscription leaves: its circuit and the row of its flow', async () => {
    const flow = ['group', 'flow'];
    const { subscription, token } = await world.subscribe('full-refresh-completed', {}, flow);
    await unsubscribe(world.deps, subscription.id, token);
    await removeExpired(world.deps);
    expect(['h.', 'i.', 'l.'].flatMap((prefix) => world.store.rowsUnder(partition, prefix))).toEqual([]);
  });

  test('starts the time of an entry that an earlier version has written, and removes it 30 days later', async () => {
    await world.store.commit('environments', [{ kind: 'put', key: partition, data: { environmentId: 'contoso' } }]);
    await removeExpired(world.deps);
    world.now += 29 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ environments: 0 });
    world.now += 2 * DAY;
    expect(await removeExpired(world.deps)).toMatchObject({ environments: 1 });
  });

  test('keeps the entry when an event enters the environment while its rows are removed', async () => {
    await sample(5);
    world.now += 31 * DAY;
    const { commit } = world.store;
    world.store.commit = async (to, writes) => {
      if (to !== 'environments') return commit.call(world.store, to, writes);
      world.store.commit = commit;
      await sample(6, 2);
      return commit.call(world.store, to, writes);
    };
    expect(await removeExpired(world.deps)).toMatchObject({ environments: 0 });
    expect(entries()).toEqual([partition]);
    expect(world.store.rowsUnder(partition, 't.')).toHaveLength(1);
  });

  test('stops when its time is used up, and the next run goes on behind the last environment', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `environment-${index}`);
    for (const environmentId of ids) await world.receive('refresh-status', refreshEvent({ environmentId }));
    world.now += 31 * DAY;
    const { range } = world.store;
    world.store.range = (...request) => {
      world.now += 2_000;
      return range.apply(world.store, request);
    };
    const position = {};
    const first = await removeExpired(world.deps, position);
    expect(first.environments).toBeGreaterThan(0);
    expect(first.environments).toBeLessThan(ids.length);
    const second = await removeExpired(world.deps, position);
    expect(second.environments).toBeGreaterThan(0);
    for (let runs = 0; runs < 20 && entries().length > 0; runs++) await removeExpired(world.deps, position);
    expect(entries()).toEqual([]);
  });
});
