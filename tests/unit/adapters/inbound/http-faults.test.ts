import { HttpRequest, InvocationContext } from '@azure/functions';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { answering } from '../../../../shared/adapters/inbound/http-answers.ts';
import { notingAnswers, notingDeliveries, notingEvents } from '../../../../shared/adapters/inbound/storage-deadline.ts';
import { StorageUnavailableError } from '../../../../shared/application/errors.ts';
import type { Store } from '../../../../shared/application/ports.ts';
import { MemoryStore } from '../../../support/memory-store.ts';

const request = new HttpRequest({ method: 'GET', url: 'https://insight.azurewebsites.net/api/things' });

/** The response to a call, and what was logged meanwhile. */
async function answerOf(handle: () => Promise<object>) {
  const logged: string[] = [];
  const context = new InvocationContext({
    logHandler: (level, ...texts) => logged.push(`${level} ${texts.join(' ')}`),
  });
  return { answer: await answering(handle)(request, context), logged };
}

const storageAway = {
  status: 503,
  headers: expect.objectContaining({ 'retry-after': '5', 'cache-control': 'no-store' }),
  jsonBody: { error: { code: 'storage-unavailable', message: expect.stringMatching(/storage.*try again/) } },
};

describe('a fault of the storage', () => {
  test.each<[rule: string, fault: Error]>([
    ['one', new StorageUnavailableError(new Error('ECONNREFUSED'))],
    ['several at once', new AggregateError([new StorageUnavailableError('a'), new StorageUnavailableError('b')])],
  ])('is answered with 503, Retry-After and a reason, and is logged: %s', async (_rule, fault) => {
    const { answer, logged } = await answerOf(() => Promise.reject(fault));
    expect(answer).toEqual(storageAway);
    expect(logged).toEqual([expect.stringMatching(/^error .*Error/)]);
  });
});

describe('a fault of the service itself', () => {
  test.each<[rule: string, fault: unknown]>([
    ['an error', new Error('hush')],
    ['a type error', new TypeError('hush is not a function')],
    [
      'errors of which one is of the storage',
      new AggregateError([new StorageUnavailableError('a'), new Error('hush')]),
    ],
    ['a thrown text', 'hush'],
  ])('is answered with 500 and a sentence that tells nothing of the inside: %s', async (_rule, fault) => {
    const { answer } = await answerOf(() => Promise.reject(fault));
    expect(answer).toMatchObject({ status: 500, jsonBody: { error: { code: 'internal' } } });
    expect(JSON.stringify(answer)).not.toContain('hush');
  });

  test('is logged with its stack', async () => {
    const { logged } = await answerOf(() => Promise.reject(new RangeError('out of range')));
    expect(logged).toEqual([expect.stringMatching(/^error RangeError: out of range\n +at /)]);
  });

  test('is logged without its text when it is no error', async () => {
    const { logged } = await answerOf(() => Promise.reject('hush'));
    expect(logged).toEqual(['error a fault of type string']);
  });
});

describe('a storage that does not answer', () => {
  let minutes = 0;

  // A fake clock starts at zero, and the last signs of life are kept from test to test.
  beforeEach(() => {
    jest.useFakeTimers();
    minutes += 1;
    jest.advanceTimersByTime(minutes * 60_000);
  });
  afterEach(() => void jest.useRealTimers());

  const never = () => new Promise<never>(() => {});

  test('is answered with 503 within five seconds', async () => {
    const answering = answerOf(never);
    await jest.advanceTimersByTimeAsync(4_900);
    expect((await answering).answer).toEqual(storageAway);
  });

  test('is answered with 503 within five seconds of its last sign of life', async () => {
    const store = notingAnswers(new MemoryStore());
    const answering = answerOf(async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      await store.read('partition', 'key');
      return never();
    });
    await jest.advanceTimersByTimeAsync(7_400);
    expect(await Promise.race([answering, 'waiting'])).toBe('waiting');
    await jest.advanceTimersByTimeAsync(200);
    expect((await answering).answer).toEqual(storageAway);
  });

  test('is not what a long call has whose storage goes on answering', async () => {
    const slow: Store = notingAnswers(new MemoryStore());
    const answering = answerOf(async () => {
      for (let step = 0; step < 10; step++) {
        await new Promise((resolve) => setTimeout(resolve, 4_000));
        await slow.range('partition', { from: '', to: '~' });
        await slow.commit('partition', []);
      }
      return { status: 202 };
    });
    await jest.advanceTimersByTimeAsync(41_000);
    expect((await answering).answer).toMatchObject({ status: 202 });
  });

  test('is not what a call has that waits for its turn while the storage answers others, for up to 20 seconds', async () => {
    const store = notingAnswers(new MemoryStore());
    const answering = answerOf(() => never());
    for (let second = 0; second < 19; second++) {
      await store.read('partition', 'key');
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(await Promise.race([answering, 'waiting'])).toBe('waiting');
    await store.read('partition', 'key');
    await jest.advanceTimersByTimeAsync(1_100);
    expect((await answering).answer).toEqual(storageAway);
  });

  const enqueues = {
    'an event queue': (enqueue: () => Promise<void>) =>
      notingEvents({ publish: enqueue }).publish('metric-change', 'text'),
    'the delivery queue': (enqueue: () => Promise<void>) =>
      notingDeliveries({ enqueue }).enqueue(
        { kind: 'release', partition: 'partition', topic: 'topic', suffix: 'suffix' },
        0,
      ),
  };

  test.each(Object.entries(enqueues))(
    'is answered with 503 within five seconds when it is %s, while the table answers others',
    async (_queue, enqueue) => {
      const store = notingAnswers(new MemoryStore());
      const answering = answerOf(() => enqueue(never).then(never));
      for (let second = 0; second < 5; second++) {
        await store.read('partition', 'key');
        await jest.advanceTimersByTimeAsync(980);
      }
      expect(await Promise.race([answering, 'waiting'])).toMatchObject({ answer: storageAway });
    },
  );

  test.each(Object.entries(enqueues))(
    'is not what a call has that waits for its turn while %s answers others, for up to 20 seconds',
    async (_queue, enqueue) => {
      const answering = answerOf(() => enqueue(never).then(never));
      for (let second = 0; second < 19; second++) {
        await enqueue(async () => {});
        await jest.advanceTimersByTimeAsync(1_000);
      }
      expect(await Promise.race([answering, 'waiting'])).toBe('waiting');
      await jest.advanceTimersByTimeAsync(1_100);
      expect((await answering).answer).toEqual(storageAway);
    },
  );

  test('leaves no timer behind after a quick answer', async () => {
    await answerOf(async () => ({ status: 200 }));
    expect(jest.getTimerCount()).toBe(0);
  });
});
