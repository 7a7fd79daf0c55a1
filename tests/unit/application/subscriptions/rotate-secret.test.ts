import { beforeEach, describe, expect, test } from '@jest/globals';
import { resealSecrets } from '../../../../shared/application/maintenance/reseal-secrets.ts';
import { rotateSecret } from '../../../../shared/application/subscriptions/rotate-secret.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

const HOUR = 60 * 60_000;

let world: OperatorWorld;
let id: string;
let first: string;

beforeEach(async () => {
  world = new OperatorWorld();
  world.deps.signer = { sign: (secret) => `v1,${secret}` };
  const created = await world.subscribe('data-source-refresh-failed', {});
  [id, first] = [created.subscription.id, created.signingSecret];
});

let runs = 0;
async function signatures(): Promise<string> {
  await world.fireRun(`job-${++runs}`);
  return world.arrived.at(-1)?.headers['webhook-signature'] ?? '';
}

const rotate = async () => (await rotateSecret(world.deps, id)).signingSecret;

describe('rotating a secret', () => {
  test('signs with both secrets for 24 hours, the new one first, and then with the new one', async () => {
    const second = await rotate();
    expect(second).toMatch(/^whsec_/);
    expect(await signatures()).toBe(`v1,${second} v1,${first}`);
    world.now += 24 * HOUR;
    expect(await signatures()).toBe(`v1,${second}`);
  });

  test('twice within that time signs with the newest two', async () => {
    const second = await rotate();
    const third = await rotate();
    expect(await signatures()).toBe(`v1,${third} v1,${second}`);
  });

  test('does not end the secret that receivers know when the response of the storage is lost', async () => {
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (partition, writes) => {
      world.store.commit = commit;
      await commit(partition, writes);
      // The client sends the request again, which then conflicts with itself.
      return commit(partition, writes);
    };
    const second = await rotate();
    expect(await signatures()).toBe(`v1,${second} v1,${first}`);
  });

  test('lasts when the flow subscribes again, which is told the new secret', async () => {
    const second = await rotate();
    const again = await world.subscribe('data-source-refresh-failed', {});
    expect(again.signingSecret).toBe(second);
    expect(await signatures()).toBe(`v1,${second} v1,${first}`);
  });

  test('stores no secret in the clear', async () => {
    const second = await rotate();
    expect(world.store.dump()).not.toContain(first);
    expect(world.store.dump()).not.toContain(second);
  });

  test('of an unknown subscription is 404', async () => {
    await expect(rotateSecret(world.deps, id.replace(/.$/, 'x'))).rejects.toMatchObject({ status: 404 });
  });
});

describe('the rotation of the key', () => {
  /** Marks everything that is sealed from now on as sealed with another key. */
  function useNewKey(): void {
    const { seal, open } = world.deps.cipher;
    world.deps.cipher = {
      seal: (plain, context) => `new.${seal(plain, context)}`,
      open: (sealed, context) => open(sealed.replace(/^new\./, ''), context),
      isSealedWithFirstKey: (sealed) => sealed.startsWith('new.'),
    };
  }

  test('seals the previous secret too', async () => {
    const second = await rotate();
    useNewKey();
    expect(await resealSecrets(world.deps)).toEqual({ resealed: 1, previous: 0 });
    expect(await signatures()).toBe(`v1,${second} v1,${first}`);
  });

  test('forgets a previous secret whose time is over', async () => {
    await rotate();
    world.now += 25 * HOUR;
    useNewKey();
    await resealSecrets(world.deps);
    expect(JSON.stringify(world.rowsOf(id, 's.'))).not.toContain('sealedPreviousSecret');
  });
});
