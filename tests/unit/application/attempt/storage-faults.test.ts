import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;

/** Makes the commits that `fails` chooses throw, as if the storage were unavailable. */
function failCommits(fails: (count: number) => boolean): void {
  const commit = world.store.commit.bind(world.store);
  let count = 0;
  world.store.commit = (partition, writes) =>
    fails(++count) ? Promise.reject(new Error('storage is away')) : commit(partition, writes);
}

/** Runs four rounds of the sweeper and the delivery queue, three minutes apart. */
async function settle(): Promise<void> {
  for (let round = 0; round < 4; round++) {
    world.now += 3 * MINUTE;
    await world.sweep().catch(() => {});
    await world.drainQueue(world.now);
  }
}

describe('a storage fault', () => {
  test('while attempts are recorded sends no webhook twice', async () => {
    await world.createSubscriptions(10);
    failCommits((count) => count === 3);
    await world.receive('refresh-status', refreshEvent());
    await settle();
    expect(world.arrived).toHaveLength(10);
  });

  test('in one environment does not stop the sweeper in the other environments', async () => {
    for (const environmentId of ['a', 'b', 'c']) {
      await world.createSubscriptions(50, { environmentId });
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

  test('that delays a commit past its lease leaves the attempt to the sweeper', async () => {
    await world.createSubscriptions(1);
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

  test('that leaves a secret unreadable is retried and ends as a dead letter', async () => {
    await world.createSubscriptions(1);
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
