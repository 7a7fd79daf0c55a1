import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../shared/application/list-dead-letters.ts';
import { listDeliveries } from '../../../shared/application/list-deliveries.ts';
import { redeliver } from '../../../shared/application/redeliver.ts';
import { sendTest } from '../../../shared/application/send-test.ts';
import { unsubscribe } from '../../../shared/application/unsubscribe.ts';
import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import { refreshEvent, sampleEvent } from '../../support/event-builders.ts';
import { answered, World } from '../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const CALLBACK = 'https://flow.example/run?sig=hush';
const MINUTE = 60_000;
const dormant = answered(400, {
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: "Could not execute workflow 'x' trigger 'y' with state 'Disabled'.",
});

function answer(result: SendResult): void {
  world.answers.set(CALLBACK, () => result);
}

async function subscribed(more: object = {}): Promise<string> {
  return (await world.subscribe('data-source-refresh-failed', { ...more })).subscription.id;
}

async function fired(runId = 'job-1'): Promise<void> {
  await world.receive('refresh-status', refreshEvent({ runId }));
}

async function deliveriesOf(id: string, top?: number) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await listDeliveries(world.deps, id, { top, cursor });
    pages.push(page.value);
    cursor = page.cursor;
  } while (cursor);
  return pages;
}

const first = async (id: string) => (await deliveriesOf(id)).flat()[0];
const nameOf = async (id: string) => (await first(id))?.notificationId ?? '';
const deadLetters = async () => (await listDeadLetters(world.deps, { source: 'delivery' })).value;

describe('the deliveries of a subscription', () => {
  test('are newest first, page by page, each once, and no one else’s', async () => {
    const id = await subscribed();
    for (let index = 0; index < 5; index++) await subscribed({ callbackUrl: `https://flow.example/${index}` });
    for (let run = 1; run <= 7; run++) await fired(`job-${run}`);
    const pages = await deliveriesOf(id, 3);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ firingId }) => firingId.split('.')[2])).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    expect(new Set(pages.flat().map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([id]));
  });

  test('are found among those of a thousand others without reading them all', async () => {
    const ids = [];
    for (let index = 0; index < 500; index++) {
      ids.push(await subscribed({ callbackUrl: `https://flow.example/${index}` }));
    }
    for (let run = 1; run <= 4; run++) await fired(`job-${run}`);
    const { rowsRead } = world.store;
    for (const id of [ids[0], ids[250], ids[499]]) expect((await deliveriesOf(id ?? '')).flat()).toHaveLength(4);
    expect((world.store.rowsRead - rowsRead) / 3).toBeLessThan(4 * 500);
  });

  test('of one threshold are not those of another on the same metric', async () => {
    const metric = (threshold: number) =>
      world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold });
    const [low, high] = [await metric(10), await metric(100)];
    await world.receive('metric-change', [sampleEvent(5), sampleEvent(50), sampleEvent(500)]);
    expect((await deliveriesOf(low.subscription.id)).flat()).toHaveLength(1);
    expect((await deliveriesOf(high.subscription.id)).flat()).toHaveLength(1);
    expect((await first(high.subscription.id))?.firingId).toMatch(/\.2$/);
  });

  test('one answer reads so much and no more; the next page goes on', async () => {
    const id = await subscribed();
    const range = world.store.range.bind(world.store);
    let reads = 0;
    world.store.range = (partition, keys) => {
      reads++;
      return range(partition, { ...keys, top: 1 });
    };
    for (let index = 0; index < 3; index++) await subscribed({ callbackUrl: `https://flow.example/${index}` });
    for (let run = 0; run < 120; run++) await fired(`job-${run}`);
    reads = 0;
    const page = await listDeliveries(world.deps, id, {});
    expect(reads).toBeLessThanOrEqual(100);
    expect(page.cursor).toBeDefined();
    expect((await deliveriesOf(id)).flat()).toHaveLength(120);
  });

  test('show each attempt with its status, duration, reason and run', async () => {
    const id = await subscribed();
    answer(answered(503, { workflowRunId: 'run-1' }));
    await fired();
    expect(await first(id)).toEqual({
      notificationId: expect.stringMatching(/^[\w-]{22}\.1$/),
      firingId: expect.stringMatching(/\.sources\.1$/),
      subscriptionId: id,
      state: 'retrying',
      attemptCount: 1,
      nextAttemptAt: '2026-11-20T06:00:05.25Z',
      attempts: [
        {
          at: '2026-11-20T06:00:00Z',
          durationMs: 0,
          status: 503,
          outcome: 'retrying',
          reason: 'http-503',
          workflowRunId: 'run-1',
        },
      ],
    });
  });

  test('have a next attempt only as long as there will be one', async () => {
    const id = await subscribed();
    await fired();
    expect((await first(id))?.nextAttemptAt).toBeUndefined();
    answer(answered(422));
    await fired('job-2');
    expect(await first(id)).toMatchObject({ state: 'dead', nextAttemptAt: undefined });
  });

  test('tests are among them, in front', async () => {
    const id = await subscribed();
    await fired();
    const { notificationId } = await sendTest(world.deps, id);
    await world.drainQueue();
    expect((await deliveriesOf(id)).flat().map((delivery) => delivery.notificationId)).toEqual([
      notificationId,
      expect.stringMatching(/\.1$/),
    ]);
  });

  test.each(['nonsense', `${'x'.repeat(22)}.sources.${'y'.repeat(22)}`])('of %s are not found', async (id) => {
    await expect(listDeliveries(world.deps, id, {})).rejects.toMatchObject({ status: 404, target: 'id' });
  });

  test('show no callback, secret or token', async () => {
    const { subscription, token, signingSecret } = await world.subscribe('data-source-refresh-failed', {});
    await fired();
    const shown = JSON.stringify(await deliveriesOf(subscription.id));
    for (const secret of ['hush', '/run', token, signingSecret]) expect(shown).not.toContain(secret);
  });
});

describe('delivering once more', () => {
  test('sends what was delivered again: the same id and body, and the count of attempts goes on', async () => {
    const id = await subscribed();
    await fired();
    expect(await redeliver(world.deps, id, await nameOf(id))).toEqual({ count: 1 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
    expect(world.arrived[1]?.body).toBe(world.arrived[0]?.body);
    expect(world.arrived[1]?.headers['webhook-id']).toBe(world.arrived[0]?.headers['webhook-id']);
    expect(world.arrived[1]?.headers['webhook-attempt']).toBe('2');
    expect(await first(id)).toMatchObject({ state: 'delivered', attemptCount: 2, attempts: { length: 2 } });
  });

  test('gives what is dead the full schedule, and its dead letter leaves', async () => {
    const id = await subscribed();
    answer(answered(503));
    await fired();
    await world.drainQueue();
    expect(await deadLetters()).toHaveLength(1);
    await redeliver(world.deps, id, await nameOf(id));
    expect(await deadLetters()).toEqual([]);
    expect(await first(id)).toMatchObject({ state: 'pending', attemptCount: 3 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(6);
    expect(await first(id)).toMatchObject({ state: 'dead', attemptCount: 6 });
    expect(await deadLetters()).toMatchObject([{ code: 'exhausted', reason: expect.stringContaining('6') }]);
  });

  test('works for a dead delivery whose dead letter has been deleted', async () => {
    const id = await subscribed();
    answer(answered(422));
    await fired();
    const partition = id.split('.')[0] ?? '';
    for (const { key } of world.store.rowsUnder(partition, 'x.')) {
      await world.store.commit(partition, [{ kind: 'remove', key }]);
    }
    await redeliver(world.deps, id, await nameOf(id));
    answer(answered(202));
    await world.drainQueue();
    expect(await first(id)).toMatchObject({ state: 'delivered' });
  });

  test('works for a test', async () => {
    const id = await subscribed();
    const { notificationId } = await sendTest(world.deps, id);
    await world.drainQueue();
    await redeliver(world.deps, id, notificationId);
    await world.drainQueue();
    expect(world.payloads().map((payload) => payload.notificationId)).toEqual([notificationId, notificationId]);
  });

  test('is finished by the sweeper when its message is lost, and not before its time', async () => {
    const id = await subscribed();
    await fired();
    await redeliver(world.deps, id, await nameOf(id));
    world.queue = [];
    await world.sweep();
    expect(world.queue).toEqual([]);
    world.now += 2 * MINUTE;
    await world.sweep();
    await world.drainQueue(world.now);
    expect(world.arrived).toHaveLength(2);
  });

  test.each<[state: string, prepare: () => Promise<void>]>([
    [
      'retrying',
      async () => {
        answer(answered(503));
        await fired();
      },
    ],
    [
      'pending',
      async () => {
        world.deps.sender = { send: () => new Promise(() => {}) };
        void fired();
        await new Promise((resolve) => setImmediate(resolve));
      },
    ],
  ])('is refused while a delivery is %s, and changes nothing', async (state, prepare) => {
    const id = await subscribed();
    await prepare();
    const before = world.store.dump();
    expect(await first(id)).toMatchObject({ state });
    const refused = redeliver(world.deps, id, await nameOf(id));
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-finished' });
    expect(world.store.dump()).toBe(before);
  });

  test('to an endpoint that fails waits with the others, and goes out when the first of them succeeds', async () => {
    const id = await subscribed();
    answer(answered(422));
    for (let run = 1; run <= 8; run++) await fired(`job-${run}`);
    await world.drainQueue(world.now);
    const before = (await deliveriesOf(id)).flat();
    const waiting = before.find(({ state }) => state === 'waiting')?.notificationId ?? '';
    await expect(redeliver(world.deps, id, waiting)).rejects.toMatchObject({ status: 409, code: 'not-finished' });
    await redeliver(world.deps, id, before.at(-1)?.notificationId ?? '');
    await world.drainQueue(world.now);
    const sent = world.arrived.length;
    expect((await deliveriesOf(id)).flat().at(-1)).toMatchObject({ state: 'waiting', nextAttemptAt: undefined });
    answer(answered(202));
    for (let minute = 0; minute < 10; minute++) {
      world.now += MINUTE;
      await world.sweep();
      await world.drainQueue(world.now);
    }
    expect(world.arrived.length - sent).toBe(4);
    expect((await deliveriesOf(id)).flat().filter(({ state }) => state === 'delivered')).toHaveLength(4);
  });

  test('twice at once delivers once more, not twice', async () => {
    const id = await subscribed();
    await fired();
    const name = await nameOf(id);
    const results = await Promise.allSettled([redeliver(world.deps, id, name), redeliver(world.deps, id, name)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });

  test('a receiver that refuses gets three more attempts', async () => {
    const id = await subscribed();
    answer(answered(401));
    await fired();
    await world.drainQueue();
    await redeliver(world.deps, id, await nameOf(id));
    await world.drainQueue();
    expect(world.arrived).toHaveLength(6);
  });

  test('is refused for a subscription that gets nothing now, and leaves the dead letter', async () => {
    const id = await subscribed();
    answer(dormant);
    await fired();
    const refused = redeliver(world.deps, id, await nameOf(id));
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /dormant/ });
    expect(await deadLetters()).toHaveLength(1);
  });

  test('is refused for what was fired before the subscription was made anew', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await fired();
    const name = await nameOf(subscription.id);
    await unsubscribe(world.deps, subscription.id, token);
    await subscribed();
    const refused = redeliver(world.deps, subscription.id, name);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving' });
  });

  test.each<[rule: string, name: (known: string) => string]>([
    ['nonsense', () => 'nonsense'],
    ['a sequence that never was', (name) => name.replace(/\d+$/, '2')],
    ['another subscription’s', (name) => `${'x'.repeat(22)}${name.slice(22)}`],
    ['no occurrence', (name) => name.replace(/\d+$/, '')],
    ['a test that never was', (name) => name.replace(/\d+$/, 'test-t000000000000000-abc')],
    ['a piece of a key', (name) => name.replace(/\d+$/, 'test-~')],
  ])('of %s is not found', async (_rule, name) => {
    const id = await subscribed();
    await fired();
    const refused = redeliver(world.deps, id, name(await nameOf(id)));
    await expect(refused).rejects.toMatchObject({ status: 404, target: 'notificationId' });
  });

  test('of a subscription that is gone is not found', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await fired();
    const name = await nameOf(subscription.id);
    await unsubscribe(world.deps, subscription.id, token);
    await expect(redeliver(world.deps, subscription.id, name)).rejects.toMatchObject({ status: 404, target: 'id' });
  });
});
