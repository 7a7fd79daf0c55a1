import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAesCipher } from '../../../../shared/adapters/crypto/aes-cipher.ts';
import { resealSecrets } from '../../../../shared/application/maintenance/reseal-secrets.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';

const [old, fresh] = [randomBytes(32), randomBytes(32)];

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const useKeys = (...keys: [Buffer, ...Buffer[]]) => {
  world.deps.cipher = createAesCipher(keys);
};

/** Subscriptions in two environments, sealed with the old key. */
async function subscribed(): Promise<void> {
  useKeys(old);
  await world.createSubscriptions(3, { environmentId: 'a' });
  await world.createSubscriptions(2, { environmentId: 'b' });
}

/** Makes environments with one subscription each, sealed with the old key. */
async function subscribedInMany(environments: number): Promise<number> {
  useKeys(old);
  for (let index = 0; index < environments; index++) {
    await world.createSubscriptions(1, { environmentId: `environment-${index}` });
  }
  return environments;
}

/** Reads a range, during which the clock moves on. */
function slowly(milliseconds: number): typeof world.store.range {
  const { range } = world.store;
  return (...request) => {
    world.now += milliseconds;
    return range.apply(world.store, request);
  };
}

describe('a rotation of the key', () => {
  test('ends in one run, after which the first key alone opens everything', async () => {
    await subscribed();
    useKeys(fresh, old);
    expect(await resealSecrets(world.deps)).toEqual({ resealed: 5, previous: 0 });
    useKeys(fresh);
    await world.receive('refresh-status', [refreshEvent({ environmentId: 'a' }), refreshEvent({ environmentId: 'b' })]);
    expect(world.arrived).toHaveLength(5);
  });

  test('changes nothing more when every row has the first key', async () => {
    await subscribed();
    useKeys(fresh, old);
    await resealSecrets(world.deps);
    const before = world.store.dump();
    expect(await resealSecrets(world.deps)).toEqual({ resealed: 0, previous: 0 });
    expect(world.store.dump()).toBe(before);
  });

  test('does a bounded number of rows in one run and tells how many are left', async () => {
    await subscribed();
    useKeys(fresh, old);
    expect(await resealSecrets(world.deps, {}, 2)).toEqual({ resealed: 2, previous: 3 });
    expect(await resealSecrets(world.deps, {}, 2)).toEqual({ resealed: 2, previous: 1 });
    expect(await resealSecrets(world.deps, {}, 2)).toEqual({ resealed: 1, previous: 0 });
  });

  test('that has no time left for some environments tells how many, and never that the previous key holds no row', async () => {
    const environments = await subscribedInMany(20);
    useKeys(fresh, old);
    world.store.range = slowly(20_000);
    const { unvisited = 0, resealed, previous } = await resealSecrets(world.deps);
    expect([previous, resealed + unvisited]).toEqual([undefined, environments]);
    expect(unvisited).toBeGreaterThan(0);
  });

  test('goes on behind the last environment, and ends when every environment was seen in one run', async () => {
    const environments = await subscribedInMany(20);
    useKeys(fresh, old);
    const { range } = world.store;
    const position = {};
    world.store.range = slowly(20_000);
    const runs = [];
    for (let run = 0; run < 3; run++) runs.push(await resealSecrets(world.deps, position));
    expect(runs.reduce((sum, { resealed }) => sum + resealed, 0)).toBe(environments);
    world.store.range = range;
    expect(await resealSecrets(world.deps, position)).toEqual({ resealed: 0, previous: 0 });
  });

  test('reaches all environments also when each run is the first one of a process', async () => {
    const environments = await subscribedInMany(20);
    useKeys(fresh, old);
    world.store.range = slowly(20_000);
    const random = new SeededRandom(1);
    const secret = () => Buffer.from(Array.from({ length: 16 }, () => random.below(256))).toString('base64url');
    world.deps.chance = { ...world.deps.chance, secret };
    let resealed = 0;
    for (let run = 0; run < 30; run++) resealed += (await resealSecrets(world.deps)).resealed;
    expect(resealed).toBe(environments);
  });

  test('leaves a row that another writer changes in the meantime to the next run', async () => {
    await subscribed();
    useKeys(fresh, old);
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (partition, writes) => {
      world.store.commit = commit;
      for (const { key, data } of world.store.rowsUnder(partition, 's.')) {
        await commit(partition, [{ kind: 'put', key, data: { ...Object(data), label: 'renamed' } }]);
      }
      return commit(partition, writes);
    };
    expect((await resealSecrets(world.deps)).previous).toBeGreaterThan(0);
    expect(await resealSecrets(world.deps)).toMatchObject({ previous: 0 });
    expect(world.store.dump().match(/renamed/g)?.length).toBeGreaterThan(0);
  });

  test('counts rows that no present key opens, and skips rows that cannot be read', async () => {
    await subscribed();
    useKeys(fresh);
    const [{ key: partition } = { key: '' }] = world.store.rowsUnder('environments');
    await world.store.commit(partition, [{ kind: 'put', key: 's.refresh.unreadable', data: {} }]);
    expect(await resealSecrets(world.deps)).toEqual({ resealed: 0, previous: 5 });
  });

  test('takes place for a subscription that is created once more before the run', async () => {
    useKeys(old);
    await world.subscribe('full-refresh-completed', {});
    useKeys(fresh, old);
    await world.subscribe('full-refresh-completed', {});
    expect(await resealSecrets(world.deps)).toEqual({ resealed: 0, previous: 0 });
  });
});
