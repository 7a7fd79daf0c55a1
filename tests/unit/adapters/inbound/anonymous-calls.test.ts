import { HttpRequest, InvocationContext } from '@azure/functions';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { paced } from '../../../../shared/adapters/inbound/anonymous-calls.ts';

const request = new HttpRequest({ method: 'DELETE', url: 'https://insight.azurewebsites.net/api/subscriptions/x' });

let now: number;
let waits: number[];

/** A clock that stands still while calls wait, as it does when they all come at once. */
const clock = {
  now: () => now,
  sleep: async (milliseconds: number) => void waits.push(milliseconds),
};

beforeEach(() => {
  now = 1_000_000;
  waits = [];
});

/** The statuses of calls that come at once. */
async function statusesOf(handler: ReturnType<typeof paced>, calls: number): Promise<unknown[]> {
  const statuses = [];
  for (let call = 0; call < calls; call++)
    statuses.push(
      await Promise.resolve(handler(request, new InvocationContext())).then((answer) => Object(answer).status),
    );
  return statuses;
}

const served = () =>
  paced(
    () => clock,
    async () => ({ status: 204 }),
  );

describe('calls without a key', () => {
  test('do not wait in the burst of a solution that is deleted', async () => {
    expect(await statusesOf(served(), 21)).toEqual(Array(21).fill(204));
    expect(waits).toEqual([]);
  });

  test('are served at a steady pace after that', async () => {
    await statusesOf(served(), 25);
    expect(waits).toEqual([50, 100, 150, 200]);
  });

  test('do not wait for a flood that is over', async () => {
    const handler = served();
    await statusesOf(handler, 60);
    now += 10_000;
    waits = [];
    await statusesOf(handler, 20);
    expect(waits).toEqual([]);
  });

  test('are refused with 429 when they would wait for more than twenty seconds', async () => {
    const handler = served();
    const statuses = await statusesOf(handler, 500);
    expect(statuses.filter((status) => status === 204)).toHaveLength(421);
    expect(statuses.at(-1)).toBe(429);
    expect(Math.max(...waits)).toBe(20_000);
    expect(await handler(request, new InvocationContext())).toMatchObject({
      headers: { 'retry-after': '1', 'cache-control': 'no-store' },
    });
  });

  test('do not wait for a clock that was set back', async () => {
    const handler = served();
    await statusesOf(handler, 1);
    now -= 60 * 60_000;
    await statusesOf(handler, 1);
    expect(waits).toEqual([]);
  });
});
