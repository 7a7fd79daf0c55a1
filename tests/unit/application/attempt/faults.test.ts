import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../../shared/application/operator/dead-letters.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const MINUTE = 60_000;
const CALLBACK = 'https://flow.example/run?sig=hush';

async function subscribers(count: number, environmentId = 'contoso'): Promise<void> {
  for (let index = 0; index < count; index++) {
    await world.subscribe('data-source-refresh-failed', {
      environmentId,
      callbackUrl: `https://flow.example/${environmentId}/${index}`,
    });
  }
}

/** Lets the commits that `fails` chooses throw, as when the storage cannot be reached. */
function failCommits(fails: (count: number) => boolean): void {
  const commit = world.store.commit.bind(world.store);
  let count = 0;
  world.store.commit = (partition, writes) =>
    fails(++count) ? Promise.reject(new Error('storage is away')) : commit(partition, writes);
}

async function settle(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    world.now += 3 * MINUTE;
    await world.sweep().catch(() => {});
    await world.drainQueue(world.now);
  }
}

describe('faults of the storage', () => {
  test('a record that fails once is written after all, and nothing is sent twice', async () => {
    await subscribers(10);
    failCommits((count) => count === 3);
    await world.receive('refresh-status', refreshEvent());
    await settle();
    expect(world.arrived).toHaveLength(10);
  });

  test('a fault of one environment does not keep the sweeper from the others', async () => {
    for (const environmentId of ['a', 'b', 'c']) {
      await subscribers(50, environmentId);
      await world.receive('refresh-status', refreshEvent({ environmentId }));
    }
    world.queue = [];
    world.now += 3 * MINUTE;
    const range = world.store.range.bind(world.store);
    const broken = world.store.rowsUnder('environments')[0]?.key;
    world.store.range = (partition, keys) =>
      partition === broken ? Promise.reject(new Error('away')) : range(partition, keys);
    await expect(world.sweep()).rejects.toThrow('1 of 3 environments');
    await world.drainQueue(world.now);
    expect(world.arrived.length).toBeGreaterThanOrEqual(100);
  });

  test('a commit that took longer than its lease leaves the sending to the sweeper', async () => {
    await subscribers(1);
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (partition, writes) => {
      const committed = await commit(partition, writes);
      if (writes.some(({ key }) => key.startsWith('f.'))) world.now += 2 * MINUTE;
      return committed;
    };
    await world.receive('refresh-status', refreshEvent());
    expect(world.arrived).toHaveLength(0);
    await settle();
    expect(world.arrived.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1']);
  });

  test('a secret that cannot be opened is a retry, and in the end a dead letter', async () => {
    await subscribers(1);
    const open = world.deps.cipher.open;
    world.deps.cipher.open = () => {
      throw new Error('no such key');
    };
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    world.deps.cipher.open = open;
    const { value } = await listDeadLetters(world.deps, { source: 'delivery' });
    expect(value.map(({ code }) => code)).toEqual(['exhausted']);
  });
});

describe('subscriptions that change while something is under way', () => {
  test('retries from before it was turned off do not reach a subscription that was made anew', async () => {
    world.answers.set(CALLBACK, () => answered(503));
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.receive('refresh-status', refreshEvent());
    await unsubscribe(world.deps, subscription.id, token);
    await world.subscribe('data-source-refresh-failed', {});
    world.answers.clear();
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
  });

  test('an answer to an old attempt does not put a subscription to sleep that was renewed meanwhile', async () => {
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

  test('401 counts from the first 401, whatever failed before it', async () => {
    const results = [answered(503), answered(401), answered(401), answered(202)];
    world.answers.set(CALLBACK, () => results.shift() ?? answered(202));
    await world.subscribe('data-source-refresh-failed', {});
    world.deps.settings = { ...world.deps.settings, retrySchedule: [5_000, 5_000, 5_000, 5_000] };
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    expect(world.arrived).toHaveLength(4);
  });
});

describe('events at the edge', () => {
  test('a merge fires once, also when only one of its reports has a name', async () => {
    await world.subscribe('unification-refresh-completed', {});
    await world.receive(
      'refresh-status',
      refreshEvent({ operation: 'merge', status: 'succeeded', name: 'Unification' }),
    );
    await world.receive('refresh-status', workflowRecord('Merge.TaskCompleted'));
    expect(world.arrived).toHaveLength(1);
  });

  test('an event as large as can be fires for as many subscribers as a commit takes', async () => {
    await subscribers(45);
    const error = { message: '"\u0416'.repeat(7_000) };
    await world.receive(
      'refresh-status',
      refreshEvent({ error, name: 'ж'.repeat(1_000), displayName: '"'.repeat(3_000) }),
    );
    await world.drainQueue();
    expect(world.arrived).toHaveLength(45);
    expect(String(world.payloads()[0]?.errorMessage)).toHaveLength(2_000);
  });

  test('a second report of a large firing hands what is left to the queue', async () => {
    await subscribers(200);
    await world.receive('refresh-status', refreshEvent());
    world.queue = [];
    const sent = world.arrived.length;
    world.now += MINUTE;
    await world.receive('refresh-status', refreshEvent());
    expect(world.arrived).toHaveLength(sent);
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(200);
  });

  test('a message nested beyond measure is a dead letter', async () => {
    const nested = JSON.parse(`${'['.repeat(24_000)}${']'.repeat(24_000)}`);
    expect(await world.receive('refresh-status', nested)).toMatchObject({ deadLettered: 1 });
  });

  test('a data source keeps the name that people see when a later report has none', async () => {
    await world.receive('metric-change', sampleEvent(1));
    await world.receive('refresh-status', refreshEvent({ displayName: 'CRM contacts' }));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8', endedAt: '2026-11-20T03:00:00Z' }));
    const [partition = ''] = world.store.rowsUnder('environments').map(({ key }) => key);
    expect(world.store.rowsUnder(partition, 'n.')).toMatchObject([{ data: { displayName: 'CRM contacts' } }]);
  });
});

describe('receivers that go', () => {
  test('many that are gone at once each end their subscription and leave a dead letter', async () => {
    await subscribers(30);
    for (let index = 0; index < 30; index++)
      world.answers.set(`https://flow.example/contoso/${index}`, () => answered(410));
    await world.receive('refresh-status', refreshEvent());
    await settle();
    expect(world.arrived).toHaveLength(30);
    const { value } = await listDeadLetters(world.deps, { source: 'delivery' });
    expect(value.map(({ code }) => code)).toEqual(Array(30).fill('gone'));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(world.arrived).toHaveLength(30);
  });
});
