import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAesCipher } from '../../../../shared/adapters/crypto/aes-cipher.ts';
import { createGuardedStore } from '../../../../shared/adapters/storage/guarded-store.ts';
import { createProbes } from '../../../../shared/adapters/storage/probes.ts';
import { isTransient, SecretsKeyError } from '../../../../shared/application/errors.ts';
import { createHealthCheck } from '../../../../shared/application/maintenance/check-health.ts';
import type { Store } from '../../../../shared/application/ports.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { allSaid } from '../../../support/said.ts';

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];

let stored: MemoryStore;

beforeEach(() => {
  stored = new MemoryStore();
});

/** The store as a start with these keys sees it. */
const start = (...keys: [Buffer, ...Buffer[]]): Store => createGuardedStore(stored, createAesCipher(keys));
const use = (store: Store) => store.read('p', 'k');

describe('the key of the secrets', () => {
  test('is bound to the storage by the first start, so that another key is refused', async () => {
    await use(start(first));
    await expect(use(start(second))).rejects.toThrow(SecretsKeyError);
    await expect(use(start(second, third))).rejects.toThrow(SecretsKeyError);
    await use(start(first));
  });

  test.each<[use: string, call: (store: Store) => Promise<unknown>]>([
    ['read', (store) => store.read('p', 'k')],
    ['range', (store) => store.range('p', { from: '', to: '~' })],
    ['commit', (store) => store.commit('p', [{ kind: 'put', key: 'k', data: {} }])],
  ])('is checked before the first %s', async (_use, call) => {
    await use(start(first));
    const before = stored.dump();
    await expect(call(start(second))).rejects.toThrow(SecretsKeyError);
    expect(stored.dump()).toBe(before);
  });

  test('is refused alone, as the old one, after the first start with both keys', async () => {
    await use(start(first));
    await use(start(second, first));
    await expect(use(start(first))).rejects.toThrow(SecretsKeyError);
    await use(start(second));
    await use(start(first, second));
  });

  test('is agreed upon by starts at the same time: one key wins', async () => {
    const starts = [first, second, third, first, second, third].map((key) => use(start(key)));
    const results = await Promise.allSettled(starts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  test('is checked again after the storage was away or the canary was restored', async () => {
    await use(start(first));
    const store = start(first);
    const read = stored.read.bind(stored);
    stored.read = () => Promise.reject(new Error('away'));
    await expect(use(store)).rejects.toThrow('away');
    stored.read = read;
    await use(store);
  });

  test('costs one request in the life of a process', async () => {
    await use(start(first));
    const store = start(first);
    const before = stored.requests;
    for (let count = 0; count < 5; count++) await use(store);
    expect(stored.requests - before).toBe(6);
  });

  test('is refused when the canary was copied from another row or cannot be read', async () => {
    await use(start(first));
    for (const data of [{ sealed: createAesCipher([first]).seal('canary', 'elsewhere') }, { sealed: 7 }, {}]) {
      await stored.commit('secrets-key', [{ kind: 'put', key: 'canary', data }]);
      await expect(use(start(first))).rejects.toThrow(SecretsKeyError);
    }
  });

  test('uses up no tries of a message while it is wrong', async () => {
    await use(start(first));
    const fault = await use(start(second)).catch((error: unknown) => error);
    expect(isTransient(fault)).toBe(true);
  });

  test('is named by an error of one line without any secret', () => {
    const { message, stack } = new SecretsKeyError();
    expect(message).toMatch(/^Setting SECRETS_KEY: .*expected .*SECRETS_KEY_PREVIOUS$/);
    expect(stack?.split('\n')).toHaveLength(1);
  });
});

describe('the health', () => {
  const clock = { now: () => 0, sleep: () => new Promise<void>(() => {}) };
  const healthWith = (key: Buffer) =>
    createHealthCheck({
      clock,
      probes: createProbes({ store: stored, cipher: createAesCipher([key]) }, []),
    })();

  test('tells that the key of the secrets does not fit, and that the table does answer', async () => {
    await use(start(first));
    const { healthy, dependencies } = await healthWith(second);
    expect(healthy).toBe(false);
    expect(allSaid(dependencies)).toEqual([
      { name: 'tables', state: 'up' },
      { name: 'secrets-key', state: 'down', reason: new SecretsKeyError().message },
    ]);
  });

  test('is good with the right key and changes nothing', async () => {
    expect((await healthWith(second)).healthy).toBe(true);
    expect(stored.dump()).not.toContain('canary');
    await use(start(first));
    expect((await healthWith(first)).healthy).toBe(true);
  });

  test('gives the reason of a dependency without the text of its error', async () => {
    stored.read = () => Promise.reject(new Error('https://account.table.core.windows.net'));
    const { dependencies } = await healthWith(first);
    expect(allSaid(dependencies[0])).toEqual({ name: 'tables', state: 'down', reason: 'cannot be reached' });
  });
});
