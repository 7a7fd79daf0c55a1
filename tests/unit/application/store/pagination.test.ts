import { beforeEach, describe, expect, test } from '@jest/globals';
import { dataSourceChoices } from '../../../../shared/application/environments/pick-lists.ts';
import { reportStatus } from '../../../../shared/application/environments/status-report.ts';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { explainEvents } from '../../../../shared/application/operator/explain-events.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { getFiring, listFirings } from '../../../../shared/application/operator/read-firings.ts';
import { enterEnvironment } from '../../../../shared/application/store/environments.ts';
import { environmentPartition, firingGroup, waitingKey } from '../../../../shared/application/store/keys.ts';
import { subscriptionAddress } from '../../../../shared/application/store/resource-ids.ts';
import { getSubscription, listSubscriptions } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld, pagesOf } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

const MIB = 1024 * 1024;

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

/** How many rows and requests a call reads. */
async function costOf(call: () => Promise<unknown>) {
  const [rows, requests] = [world.store.rowsRead, world.store.requests];
  await call();
  return { rows: world.store.rowsRead - rows, requests: world.store.requests - requests };
}

async function enterEnvironments(count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await enterEnvironment(world.deps, environmentPartition(`other-${i}`), { environmentId: `other-${i}` });
}

/** Dead letters of events with originals of 60 KB. */
async function makeLongLetters(count: number): Promise<void> {
  const writes = Array.from({ length: count }, (_, index) => ({
    kind: 'put' as const,
    key: `x.${String(index).padStart(15, '0')}.letter`,
    data: {
      code: 'not-json',
      reason: 'not JSON',
      receivedAt: '2026-11-20T06:00:00.0000000Z',
      queue: 'metric-change',
      original: 'x'.repeat(60_000),
    },
  }));
  for (const write of writes) await world.store.commit('dead-letters', [write]);
}

describe('a list over all environments', () => {
  test('has everything on exactly one page, however many environments have nothing', async () => {
    await enterEnvironments(250);
    for (const environmentId of ['contoso', 'fabrikam', 'adventure-works'])
      for (let run = 0; run < 3; run++) await world.fireRun(`job-${run}`, { environmentId });
    const pages = await pagesOf((cursor) => listFirings(world.deps, { top: 2, cursor }));
    const ids = pages.flat().map(({ id }) => id);
    expect(ids).toHaveLength(9);
    expect(new Set(ids).size).toBe(9);
  });

  test.each([
    ['firings', (cursor?: string) => listFirings(world.deps, { cursor })],
    ['subscriptions', (cursor?: string) => listSubscriptions(world.deps, { cursor })],
    ['dead letters', (cursor?: string) => listDeadLetters(world.deps, { cursor })],
  ])('reads only so much for one page: %s', async (_list, list) => {
    await enterEnvironments(450);
    const { cursor } = await list();
    const first = await costOf(() => list());
    const second = await costOf(() => list(cursor));
    for (const { rows, requests } of [first, second]) {
      expect(rows).toBeLessThanOrEqual(300);
      expect(requests).toBeLessThanOrEqual(160);
    }
  });

  test.each([
    ['the directory itself', 'environments', 'f.'],
    ['the dead letters of events', 'dead-letters', 'f.'],
    ['rows of another kind', 'x'.repeat(22), 's.'],
  ])('rejects a made-up cursor that leads to other rows: %s', async (_rule, partition, from) => {
    const cursor = Buffer.from(JSON.stringify({ partition, from })).toString('base64url');
    await expect(listFirings(world.deps, { cursor })).rejects.toMatchObject({ status: 400, target: 'cursor' });
  });
});

describe('a page', () => {
  test('has at most 1 MiB and a cursor for what is left', async () => {
    await makeLongLetters(40);
    const pages = await pagesOf((cursor) => listDeadLetters(world.deps, { cursor, source: 'event' }));
    expect(pages.flat()).toHaveLength(40);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(40);
    for (const page of pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(MIB);
    expect(pages.length).toBe(3);
  });

  test('reads at most 2,000 rows when its filter skips nearly all of them', async () => {
    for (let run = 0; run < 2_300; run++) await world.fireRun(`job-${run}`, { status: 'succeeded' });
    await removeExpired(world.deps);
    const find = (cursor?: string) =>
      listFirings(world.deps, { cursor, triggerType: 'data-source-refresh-failed', environmentId: 'contoso' });
    const { rows } = await costOf(() => find());
    expect(rows).toBeLessThanOrEqual(2_000);
    const first = await find();
    expect(first).toMatchObject({ value: [], cursor: expect.any(String) });
    expect(await find(first.cursor)).toEqual({ value: [], cursor: undefined });
  });
});

/** Deliveries of a firing that wait for the circuit of a subscription. */
async function makeWait(id: string, count: number): Promise<void> {
  const { partition, topic, suffix } = subscriptionAddress(id);
  for (let index = 0; index < count; index++) {
    const key = `${waitingKey(topic, suffix, firingGroup(1))}-${String(index).padStart(6, '0')}`;
    await world.store.commit(partition, [{ kind: 'put', key, data: { group: firingGroup(1) } }]);
  }
}

describe('a page of subscriptions for which much waits', () => {
  const environments = ['contoso', 'fabrikam', 'adventure-works', 'woodgrove'];

  async function costWith(waiting: number) {
    world = new OperatorWorld();
    for (const environmentId of environments)
      for (const id of await world.createSubscriptions(5, { environmentId })) await makeWait(id, waiting);
    return costOf(() => listSubscriptions(world.deps, {}));
  }

  test('reads no more rows and makes no more requests, however much that is', async () => {
    const [few, some, many] = [await costWith(1), await costWith(100), await costWith(300)];
    expect(many).toEqual(some);
    expect(many.requests).toBe(few.requests);
    expect(many.rows).toBeLessThanOrEqual(few.rows + 1_000);
  });

  test('counts what it has read to the end, and tells no number for the others', async () => {
    for (const id of await world.createSubscriptions(3)) await makeWait(id, 400);
    const counts = (await world.subscriptions()).map(({ waitingCount }) => waitingCount);
    expect(counts).toEqual([400, 400, undefined]);
  });

  test('counts up to a thousand for a single subscription', async () => {
    const id = await world.createSubscription();
    await makeWait(id, 999);
    expect(await getSubscription(world.deps, id)).toMatchObject({ waitingCount: 999 });
    await makeWait(id, 1_500);
    const { rows } = await costOf(async () =>
      expect(await getSubscription(world.deps, id)).toMatchObject({ waitingCount: 1_000 }),
    );
    expect(rows).toBeLessThanOrEqual(1_002);
  });
});

describe('a page of firings of environments with much to do', () => {
  async function costWith(waiting: number) {
    world = new OperatorWorld();
    for (let index = 0; index < 20; index++) {
      const environmentId = `environment-${index}`;
      await makeWait(await world.createSubscription({ environmentId }), waiting);
      await world.fireRun('job-1', { environmentId });
      await world.drainQueue();
    }
    await removeExpired(world.deps);
    return costOf(() => listFirings(world.deps, {}));
  }

  test('reads no more rows and makes no more requests, however much that is', async () => {
    const [some, many] = [await costWith(100), await costWith(300)];
    expect(many).toEqual(some);
    expect(many.rows).toBeLessThanOrEqual(1_200);
  });

  test('tells the states in the order of the list', async () => {
    for (const environmentId of ['contoso', 'fabrikam']) {
      const id = await world.createSubscription({ environmentId });
      for (const run of ['job-1', 'job-2']) await world.fireRun(run, { environmentId });
      await makeWait(id, 2);
    }
    const shown = (await world.firings()).map(({ environmentId, sequence, state }) => [environmentId, sequence, state]);
    const states = [
      [2, 'done'],
      [1, 'pending'],
    ];
    expect(shown.map(([, ...rest]) => rest)).toEqual([...states, ...states]);
    expect(new Set(shown.slice(0, 2).map(([environmentId]) => environmentId)).size).toBe(1);
  });
});

describe('the state of firings in a list', () => {
  test('costs the same however many deliveries the firings have', async () => {
    const costs = [];
    for (const subscribers of [5, 55]) {
      world = new OperatorWorld();
      await world.createSubscriptions(subscribers);
      for (let run = 0; run < 10; run++) await world.fireRun(`job-${run}`);
      await world.drainQueue();
      await removeExpired(world.deps);
      expect((await world.firings()).map(({ state }) => state)).toEqual(Array(10).fill('done'));
      costs.push(await costOf(() => listFirings(world.deps, { environmentId: 'contoso' })));
    }
    expect(costs[0]).toEqual({ rows: 11, requests: 5 });
    expect(costs[1]).toEqual(costs[0]);
  });

  test('is pending while a delivery waits for its circuit', async () => {
    await world.createSubscription();
    world.answerWith(answered(503));
    for (let run = 0; run < 8; run++) await world.fireRun(`job-${run}`);
    const waiting = (await world.firings()).filter(({ state }) => state === 'pending');
    expect(waiting).toHaveLength(8);
  });

  test('is told from the deliveries themselves when the environment has a long backlog', async () => {
    await world.createSubscription();
    await world.fireRun();
    const due = { kind: 'delivery', topic: 'sources', group: '000000000000', suffix: 'x' };
    const keys = Array.from({ length: 1_000 }, (_, index) => `w.2026-11-21.${String(index).padStart(5, '0')}`);
    for (const key of keys)
      await world.store.commit(environmentPartition('contoso'), [{ kind: 'put', key, data: due }]);
    expect((await world.firings()).map(({ state }) => state)).toEqual(['done']);
  });
});

describe('a single firing', () => {
  test('has its deliveries page by page, and the same state on each', async () => {
    await world.createSubscriptions(25);
    await world.fireRun();
    await world.drainQueue();
    const id = await world.newestFiringId();
    const states: string[] = [];
    const pages = await pagesOf(async (cursor) => {
      const { deliveries, state, cursor: next } = await getFiring(world.deps, id, { top: 10, cursor });
      states.push(state);
      return { value: deliveries, cursor: next };
    });
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(new Set(pages.flat().map(({ notificationId }) => notificationId)).size).toBe(25);
    expect(states).toEqual(['done', 'done', 'done']);
  });
});

describe('explaining a sample of a metric with many firings', () => {
  test('finds each firing, and reads few of the others', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    const crossings = [];
    for (let round = 0; round < 200; round++) {
      const rise = [sampleEvent(900), sampleEvent(1200)];
      await world.receive('metric-change', rise);
      crossings.push(rise[1]);
    }
    for (const round of [0, 1, 99, 178, 179, 180, 198, 199]) {
      const text = JSON.stringify(crossings[round]);
      const cost = await costOf(async () => {
        const { value } = await explainEvents(world.deps, { queue: 'metric-change', text });
        expect(value).toMatchObject([{ outcome: 'fired', firingId: expect.stringMatching(`\\.${round + 1}$`) }]);
      });
      expect(cost.rows).toBeLessThanOrEqual(1 + 20 + 8);
    }
  });
});

describe('a pick-list and a status report, which have one page', () => {
  test('read at most a thousand rows of a kind, and have at most 1 MiB', async () => {
    const partition = environmentPartition('contoso');
    await world.fireRun();
    for (let index = 0; index < 1_200; index++) {
      const name = `${index}`.padEnd(1_000, 'x');
      const data = {
        process: 'ingestion',
        name,
        lastStatus: 'failed',
        runId: 'job-1',
        errorMessage: '"&'.repeat(1_000),
      };
      const lastEndedAt = '2026-11-20T06:00:00.0000000Z';
      await world.store.commit(partition, [{ kind: 'put', key: `n.${index}`, data: { ...data, lastEndedAt } }]);
    }
    for (const read of [
      () => dataSourceChoices(world.deps, 'contoso', true),
      () => reportStatus(world.deps, 'contoso'),
    ]) {
      expect((await costOf(read)).rows).toBeLessThanOrEqual(1_010);
      expect(Buffer.byteLength(JSON.stringify(await read()))).toBeLessThan(MIB);
    }
  });

  test('have at most 1 MiB in the language that takes the most bytes, however many short names there are', async () => {
    const partition = environmentPartition('contoso');
    await world.fireRun();
    const time = '2026-11-20T06:00:00.0000000Z';
    for (let index = 0; index < 1_000; index++) {
      const run = { lastStatus: 'completedWithWarnings', lastStartedAt: time, lastEndedAt: time, runId: 'j' };
      const metric = { environmentId: 'contoso', sequence: 0, baseline: { value: 1, evaluatedAt: time, eventId: 'e' } };
      const rows = {
        [`n.${index}`]: { process: 'data-source', name: `${index}`, ...run },
        [`o.segmentmembership.${index}`]: { process: 'segmentmembership', name: `${index}`, ...run },
        [`t.segment-${index}`]: { ...metric, name: `${index}` },
        [`t.measure-${index}`]: { ...metric, name: `${index}` },
      };
      const writes = Object.entries(rows).map(([key, data]) => ({ kind: 'put' as const, key, data }));
      await world.store.commit(partition, writes);
    }
    const report = await reportStatus(world.deps, 'contoso', 'kk');
    expect(report.processes.length).toBeGreaterThan(200);
    expect(report.measures.length).toBeGreaterThan(200);
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThan(MIB);
  });
});
