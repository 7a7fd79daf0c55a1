import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeliveries } from '../../../../shared/application/operator/list-deliveries.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld, secretsOf } from '../../../support/operator-world.ts';
import { allSaid } from '../../../support/said.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('the deliveries of a subscription', () => {
  test('are newest first, each on exactly one page, without those of other subscriptions', async () => {
    const id = await world.createSubscription();
    await world.createSubscriptions(5);
    await world.fireRuns(7);
    const pages = await world.deliveryPagesOf(id, 3);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ firingId }) => firingId.split('.')[2])).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    expect(new Set(pages.flat().map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([id]));
  });

  test('are found without reading the deliveries of all other subscriptions', async () => {
    const ids = await world.createSubscriptions(500);
    await world.fireRuns(4);
    const { rowsRead } = world.store;
    for (const id of [ids[0], ids[250], ids[499]]) expect(await world.deliveriesOf(id ?? '')).toHaveLength(4);
    expect((world.store.rowsRead - rowsRead) / 3).toBeLessThan(4 * 500);
  });

  test('are kept apart from those of another threshold on the same metric', async () => {
    const metric = (threshold: number) =>
      world.createSubscription({ segment: 'high-value', threshold }, 'segment-threshold-crossed');
    const [low, high] = [await metric(10), await metric(100)];
    await world.receive('metric-change', [sampleEvent(5), sampleEvent(50), sampleEvent(500)]);
    expect(await world.deliveriesOf(low)).toHaveLength(1);
    expect(await world.deliveriesOf(high)).toHaveLength(1);
    expect((await world.newestDeliveryOf(high))?.firingId).toMatch(/\.2$/);
  });

  test('are read with a bounded number of storage requests per page', async () => {
    const id = await world.createSubscription();
    const range = world.store.range.bind(world.store);
    let reads = 0;
    world.store.range = (partition, keys) => {
      reads++;
      return range(partition, { ...keys, top: 1 });
    };
    await world.createSubscriptions(3);
    await world.fireRuns(120);
    reads = 0;
    const page = await listDeliveries(world.deps, id, {});
    expect(reads).toBeLessThanOrEqual(100);
    expect(page.cursor).toBeDefined();
    expect(await world.deliveriesOf(id)).toHaveLength(120);
  });

  test('show the status, duration, reason and workflow run of each attempt', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(503, { workflowRunId: 'run-1' }));
    await world.fireRun();
    expect(allSaid(await world.newestDeliveryOf(id))).toEqual({
      createdAt: '2026-11-20T06:00:00Z',
      notificationId: expect.stringMatching(/^[\w-]{22}\.1$/),
      firingId: expect.stringMatching(/\.sources\.1$/),
      subscriptionId: id,
      state: 'retrying',
      reason: 'http-503',
      reasonText: 'the receiver answered with HTTP status 503',
      attemptCount: 1,
      nextAttemptAt: '2026-11-20T06:00:05.25Z',
      attempts: [
        {
          at: '2026-11-20T06:00:00Z',
          durationMs: 0,
          status: 503,
          outcome: 'retrying',
          reason: 'http-503',
          reasonText: 'the receiver answered with HTTP status 503',
          workflowRunId: 'run-1',
        },
      ],
    });
  });

  test('show a next attempt only while one is due', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    expect((await world.newestDeliveryOf(id))?.nextAttemptAt).toBeUndefined();
    world.answerWith(answered(422));
    await world.fireRun('job-2');
    expect(await world.newestDeliveryOf(id)).toMatchObject({ state: 'dead', nextAttemptAt: undefined });
  });

  test('include test notifications, newest first', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    const { notificationId } = await sendTest(world.deps, id);
    await world.drainQueue();
    expect((await world.deliveriesOf(id)).map((delivery) => delivery.notificationId)).toEqual([
      notificationId,
      expect.stringMatching(/\.1$/),
    ]);
  });

  test.each(['nonsense', `${'x'.repeat(22)}.sources.${'y'.repeat(22)}`])(
    'are answered with 404 for the unknown subscription %s',
    async (id) => {
      await expect(listDeliveries(world.deps, id, {})).rejects.toMatchObject({ status: 404, target: 'id' });
    },
  );

  test('show no callback, secret or token', async () => {
    const created = await world.subscribe('data-source-refresh-failed', {});
    await world.fireRun();
    const shown = JSON.stringify(await world.deliveryPagesOf(created.subscription.id));
    for (const secret of secretsOf(created)) expect(shown).not.toContain(secret);
  });
});
