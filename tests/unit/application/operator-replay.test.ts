import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../shared/application/list-dead-letters.ts';
import type { Write } from '../../../shared/application/ports.ts';
import { replay } from '../../../shared/application/replay.ts';
import { subscriptionRow } from '../../../shared/application/rows.ts';
import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import type { TriggerType } from '../../../shared/domain/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../../support/event-builders.ts';
import { answered, type Payload, START, World } from '../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';
const HOUR = 60 * 60_000;
const SINCE = '2026-11-20T00:00:00Z';
const missing = { since: SINCE, include: 'missing' };
const all = { since: SINCE, include: 'all' };
const at = (milliseconds: number) => new Date(milliseconds).toISOString();

async function subscribed(type: TriggerType = 'data-source-refresh-failed', parameters: Payload = {}): Promise<string> {
  return (await world.subscribe(type, parameters)).subscription.id;
}

async function fired(runId: string, more: object = {}): Promise<void> {
  await world.receive('refresh-status', refreshEvent({ runId, ...more }));
}

/** Lets every delivery of these runs die. */
async function died(...runs: string[]): Promise<void> {
  answer(answered(422));
  for (const run of runs) await fired(run);
  answer(answered(202));
  world.arrived.length = 0;
}

/** Lets every delivery of these runs die while the flow is turned off, and turns it on again. */
async function slept(runs: readonly string[]): Promise<void> {
  answer(
    answered(400, { errorCode: 'WorkflowTriggerIsNotEnabled', errorMessage: "trigger 'y' with state 'Disabled'" }),
  );
  for (const run of runs) await fired(run);
  answer(answered(202));
  await subscribed();
  world.arrived.length = 0;
}

function answer(result: SendResult): void {
  world.answers.set(CALLBACK, () => result);
}

/** As when the deliveries were never made, by a fault that nobody foresees. */
async function lose(id: string): Promise<void> {
  const partition = id.split('.')[0] ?? '';
  for (const { key } of world.store.rowsUnder(partition, 'd.')) {
    await world.store.commit(partition, [{ kind: 'remove', key }]);
  }
  world.arrived.length = 0;
}

async function replayed(id: string, body: object): Promise<unknown[]> {
  const { count } = await replay(world.deps, id, body);
  await world.drainQueue();
  expect(world.arrived).toHaveLength(count);
  return world.payloads().map(({ runId, value }) => runId ?? value);
}

const deadLetters = async () => (await listDeadLetters(world.deps, { source: 'delivery' })).value;

describe('replaying what is missing', () => {
  test('gives what is dead the full schedule, oldest first, and the dead letters leave', async () => {
    const id = await subscribed();
    await died('job-1', 'job-2', 'job-3');
    expect(await replayed(id, missing)).toEqual(['job-1', 'job-2', 'job-3']);
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['2', '2', '2']);
    expect(await deadLetters()).toEqual([]);
  });

  test('makes a delivery that was never made, just as it would have been', async () => {
    const id = await subscribed();
    await fired('job-1');
    const [original] = world.arrived;
    await lose(id);
    expect(await replayed(id, missing)).toEqual(['job-1']);
    expect(world.arrived[0]).toMatchObject({ body: original?.body, headers: { 'webhook-attempt': '1' } });
  });

  test('leaves alone what was delivered, and what is under way', async () => {
    const id = await subscribed();
    await fired('job-1');
    answer(answered(503));
    await fired('job-2');
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('twice does it once', async () => {
    const id = await subscribed();
    await died('job-1', 'job-2');
    expect(await replay(world.deps, id, missing)).toEqual({ count: 2 });
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('twice at once sends everything once', async () => {
    const id = await subscribed();
    await died('job-1', 'job-2');
    const counts = await Promise.all([replay(world.deps, id, missing), replay(world.deps, id, missing)]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });
});

describe('replaying everything', () => {
  test('sends what was delivered again under the same id, but not what is under way', async () => {
    const id = await subscribed();
    await fired('job-1');
    answer(answered(503));
    await fired('job-2');
    answer(answered(202));
    const before = world.arrived.map(({ headers }) => headers['webhook-id']);
    world.arrived.length = 0;
    world.queue = [];
    expect(await replayed(id, all)).toEqual(['job-1']);
    expect(world.arrived[0]?.headers['webhook-id']).toBe(before[0]);
  });
});

describe('which firings are replayed', () => {
  test('those committed from since on, and before until', async () => {
    const id = await subscribed();
    for (let hour = 0; hour < 4; hour++) {
      world.now = START + hour * HOUR;
      await fired(`job-${hour}`);
    }
    world.arrived.length = 0;
    const { count } = await replay(world.deps, id, { ...all, since: at(START + HOUR), until: at(START + 3 * HOUR) });
    expect(count).toBe(2);
    await world.drainQueue();
    expect(world.payloads().map(({ runId }) => runId)).toEqual(['job-1', 'job-2']);
  });

  test('those of its own topic, type and parameters', async () => {
    const id = await subscribed('data-source-refresh-failed', { dataSource: 'crm-contacts' });
    await fired('job-1');
    await fired('job-2', { name: 'other' });
    await fired('job-3', { status: 'succeeded' });
    await fired('job-4', { operation: 'all' });
    await fired('job-5', { environmentId: 'fabrikam' });
    await lose(id);
    expect(await replayed(id, missing)).toEqual(['job-1']);
  });

  test('of a metric those that crossed its own threshold', async () => {
    const metric = { segment: 'high-value' };
    for (const threshold of [10, 200, 1000]) await subscribed('segment-threshold-crossed', { ...metric, threshold });
    const id = await subscribed('segment-threshold-crossed', { ...metric, threshold: 100 });
    await world.receive(
      'metric-change',
      [5, 50, 100, 101, 300, 2000, 0, 500].map((value) => sampleEvent(value)),
    );
    await lose(id);
    expect(await replayed(id, missing)).toEqual([101, 500]);
  });

  test('none from before the subscription was created', async () => {
    await subscribed('data-source-refresh-failed', { callbackUrl: 'https://flow.example/first' });
    await fired('job-1');
    const id = await subscribed();
    await fired('job-2');
    await lose(id);
    expect(await replayed(id, missing)).toEqual(['job-2']);
  });

  test('none so old that its delivery may have been made and be kept no more', async () => {
    const id = await subscribed();
    await fired('job-1');
    await lose(id);
    world.now += world.deps.settings.retention + 1;
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
  });

  test('none whose fan-out will come to it by itself', async () => {
    for (let index = 0; index < 60; index++)
      await subscribed(undefined, { callbackUrl: `https://flow.example/${index}` });
    const partition = world.store.rowsUnder('environments')[0]?.key ?? '';
    const commit = world.store.commit.bind(world.store);
    world.store.commit = (of, writes) =>
      writes.some(({ kind, key }) => kind === 'replace' && key.startsWith('f.'))
        ? Promise.reject(new Error('the process dies'))
        : commit(of, writes);
    await fired('job-1').catch(() => {});
    world.store.commit = commit;
    const ids = world.store.rowsUnder(partition, 's.').map(({ data }) => subscriptionRow.parse(data).id);
    for (const id of ids) expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
    world.now += HOUR;
    await world.sweep();
    await world.drainQueue();
    expect(world.arrived).toHaveLength(60);
  });
});

describe('many', () => {
  const runs = Array.from({ length: 75 }, (_, index) => `job-${index}`);

  /** Lets the process die at the n-th commit or message that is counted. */
  function dieAt(n: number, counts: (writes: readonly Write[]) => boolean): () => void {
    const commit = world.store.commit.bind(world.store);
    let count = 0;
    world.store.commit = (partition, writes) => {
      if (counts(writes)) count++;
      return count >= n ? Promise.reject(new Error('the process dies')) : commit(partition, writes);
    };
    return () => {
      world.store.commit = commit;
    };
  }

  test.each([1, 2, 3])('a crash at transaction %i and the same call again send each once', async (n) => {
    const id = await subscribed();
    await slept(runs);
    const revive = dieAt(n, () => true);
    await expect(replay(world.deps, id, missing)).rejects.toThrow('the process dies');
    revive();
    expect(await replay(world.deps, id, missing)).toEqual({ count: 75 - 30 * (n - 1) });
    await world.drainQueue();
    expect(
      world
        .payloads()
        .map(({ runId }) => runId)
        .toSorted(),
    ).toEqual(runs.toSorted());
    expect(await deadLetters()).toEqual([]);
  });

  test('a crash between a transaction and its messages is made good by the sweeper', async () => {
    const id = await subscribed();
    await died('job-1', 'job-2');
    const { deliveries } = world.deps;
    world.deps.deliveries = { enqueue: () => Promise.reject(new Error('the process dies')) };
    await expect(replay(world.deps, id, missing)).rejects.toThrow('the process dies');
    world.deps.deliveries = deliveries;
    world.now += HOUR;
    await world.sweep();
    await world.drainQueue();
    expect(
      world
        .payloads()
        .map(({ runId }) => runId)
        .toSorted(),
    ).toEqual(['job-1', 'job-2']);
  });

  test('another replay of one of them in between costs a conflict, and nothing is sent twice', async () => {
    const id = await subscribed();
    await slept(runs);
    const commit = world.store.commit.bind(world.store);
    let interfered = false;
    world.store.commit = async (partition, writes) => {
      if (!interfered) {
        interfered = true;
        await replay(world.deps, id, { ...missing, until: at(START + 1) });
      }
      return commit(partition, writes);
    };
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(75);
  });
});

describe('what is refused', () => {
  test.each<[rule: string, body: unknown, target: string]>([
    ['no since', { include: 'all' }, 'since'],
    ['a since without an offset', { since: '2026-11-20T00:00:00', include: 'all' }, 'since'],
    ['a since that is no time', { since: 'yesterday', include: 'all' }, 'since'],
    ['no include', { since: SINCE }, 'include'],
    ['another include', { since: SINCE, include: 'dead' }, 'include'],
    ['an until that is no time', { ...all, until: 'now' }, 'until'],
    ['an until before since', { ...all, until: '2026-11-19T00:00:00Z' }, 'until'],
    ['an until that is since', { ...all, until: SINCE }, 'until'],
  ])('%s', async (_rule, body, target) => {
    const id = await subscribed();
    await expect(replay(world.deps, id, body)).rejects.toMatchObject({ status: 400, code: 'invalid-request', target });
  });

  test('a body that is no object', async () => {
    const id = await subscribed();
    await expect(replay(world.deps, id, [])).rejects.toMatchObject({ status: 400 });
  });

  test.each(['nonsense', `${'x'.repeat(22)}.sources.${'y'.repeat(22)}`])('a subscription %s', async (id) => {
    await expect(replay(world.deps, id, all)).rejects.toMatchObject({ status: 404, target: 'id' });
  });

  test('a subscription that gets nothing now', async () => {
    const id = await subscribed();
    answer(answered(410));
    await fired('job-1');
    const refused = replay(world.deps, id, all);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /gone/ });
  });
});
