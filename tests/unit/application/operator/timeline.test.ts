import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { deleteDeadLetter } from '../../../../shared/application/operator/delete-dead-letter.ts';
import { getFiring } from '../../../../shared/application/operator/read-firings.ts';
import { redeliver } from '../../../../shared/application/operator/redeliver.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const partition = environmentPartition('contoso');
const rows = (prefix: string) => world.store.rowsUnder(partition, prefix);
const runIds = async () => (await world.firings()).map(({ payload }) => payload.runId);

/** Makes the firings that are stored look as the version without a timeline has written them. */
async function forgetTimeline(): Promise<void> {
  for (const { key } of rows('y.')) await world.store.commit(partition, [{ kind: 'remove', key }]);
  for (const { key, data } of rows('f.'))
    await world.store.commit(partition, [{ kind: 'put', key, data: { ...Object(data), isOnTimeline: undefined } }]);
}

describe('the list of firings', () => {
  test('is in the order of their decisions over all topics, with the time of each', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    await world.fireRun();
    world.now += MINUTE;
    await world.receive('metric-change', sampleEvent(1200, { previousValue: 900 }));
    world.now += MINUTE;
    await world.fireRun('job-2', { operation: 'all', name: undefined });
    world.now += MINUTE;
    await world.fireRun('job-3');
    expect((await world.firings()).map(({ topic, decidedAt }) => [topic.split('-')[0], decidedAt])).toEqual([
      ['sources', '2026-11-20T06:03:00Z'],
      ['refresh', '2026-11-20T06:02:00Z'],
      ['segment', '2026-11-20T06:01:00Z'],
      ['sources', '2026-11-20T06:00:00Z'],
    ]);
  });

  test('reads no more rows than it shows, however many deliveries each firing has', async () => {
    await world.createSubscriptions(50);
    await world.fireRuns(3);
    await world.drainQueue();
    const { rowsRead } = world.store;
    expect(await world.firings({ environmentId: 'contoso', top: 2 })).toHaveLength(2);
    expect(world.store.rowsRead - rowsRead).toBeLessThanOrEqual(3);
  });
});

describe('the delivery counts of a firing', () => {
  test.each([
    ['delivered', 202, { delivered: 1 }],
    ['retrying', 503, { retrying: 1 }],
    ['dead', 422, { dead: 1 }],
  ])('tell that a delivery is %s', async (_state, status, counts) => {
    await world.createSubscription();
    await world.createSubscription({ callbackUrl: 'https://flow.example/other' });
    world.answerWith(answered(status));
    await world.fireRun();
    const none = { delivered: 0, retrying: 0, waiting: 0, pending: 0, dead: 0 };
    const expected = { ...none, ...counts, delivered: status === 202 ? 2 : 1 };
    expect((await world.firings())[0]?.deliveryCounts).toEqual(expected);
    expect((await getFiring(world.deps, await world.newestFiringId())).deliveryCounts).toEqual(expected);
  });

  test('go on counting a dead delivery whose dead letter is deleted, until it is redelivered', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(422));
    await world.fireRun();
    for (const letter of await world.deadLetters()) await deleteDeadLetter(world.deps, letter.id);
    expect((await world.firings())[0]?.deliveryCounts).toMatchObject({ dead: 1, delivered: 0 });
    world.answerWith(answered(202));
    await redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    await world.drainQueue();
    expect((await world.firings())[0]?.deliveryCounts).toMatchObject({ dead: 0, delivered: 1 });
  });

  test('are absent while the fan-out is unfinished, and add up once it is', async () => {
    await world.createSubscriptions(50);
    await world.crashDuringFanOut();
    expect((await world.firings())[0]).toMatchObject({ state: 'pending', deliveryCounts: undefined });
    world.now += 10 * MINUTE;
    await world.sweep();
    await world.drainQueue();
    expect((await world.firings())[0]).toMatchObject({ state: 'done', deliveryCounts: { delivered: 50 } });
  });

  test('come from the deliveries themselves when there is more unfinished work than one read holds', async () => {
    await world.createSubscription();
    await world.fireRun();
    for (let row = 0; row < 1001; row++) {
      const data = { kind: 'delivery', topic: 'other', group: '1', suffix: String(row) };
      await world.store.commit(partition, [{ kind: 'insert', key: `w.2026-11-20T06:00:000000000Z.${row}`, data }]);
    }
    expect((await world.firings())[0]).toMatchObject({ state: 'done', deliveryCounts: { delivered: 1 } });
  });
});

describe('a firing that the version without a timeline has committed', () => {
  beforeEach(async () => {
    await world.createSubscription();
    await world.fireRun('job-1');
    await forgetTimeline();
    world.now += MINUTE;
    await world.fireRun('job-2');
  });

  test('is listed once, behind those on the timeline, with its counts', async () => {
    expect(await runIds()).toEqual(['job-2', 'job-1']);
    expect((await world.firings())[1]).toMatchObject({ state: 'done', deliveryCounts: { delivered: 1 } });
  });

  test('is put on the timeline by the next retention, in its place', async () => {
    world.now += MINUTE;
    await removeExpired(world.deps);
    await world.fireRun('job-3');
    expect(await runIds()).toEqual(['job-3', 'job-2', 'job-1']);
    expect(rows('y.')).toHaveLength(3);
  });

  test('is put on the timeline also when that version runs again after a rollback', async () => {
    await removeExpired(world.deps);
    await world.fireRun('job-3');
    await forgetTimeline();
    await removeExpired(world.deps);
    expect((await runIds()).toSorted()).toEqual(['job-1', 'job-2', 'job-3']);
  });
});

describe('retention', () => {
  test('removes a firing from the timeline when it removes the firing, and not before', async () => {
    await world.fireRun();
    world.now += 29 * DAY;
    await removeExpired(world.deps);
    expect(rows('y.')).toHaveLength(1);
    world.now += 2 * DAY;
    await removeExpired(world.deps);
    expect(rows('y.')).toEqual([]);
  });

  test('removes the row of a firing that the version without a timeline has removed', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    await world.removeRows(id, 'f.');
    world.now += 31 * DAY;
    await removeExpired(world.deps);
    expect(rows('y.')).toEqual([]);
  });
});
