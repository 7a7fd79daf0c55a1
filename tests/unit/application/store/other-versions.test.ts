import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { listFirings } from '../../../../shared/application/operator/read-firings.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

/* Two versions of the app on one storage, as during a rollout or after a rollback. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const partition = environmentPartition('contoso');
const OTHER = 'https://flow.example/other';

let world: World;
beforeEach(async () => {
  world = new World();
  await world.subscribe('data-source-refresh-failed', {});
});

const row = (prefix: string, of = partition) => {
  const [found] = world.store.rowsUnder(of, prefix);
  if (!found) throw new Error(`no row '${prefix}'`);
  return { key: found.key, data: Object(found.data) };
};

const put = (key: string, data: object, of = partition) => world.store.commit(of, [{ kind: 'put', key, data }]);

/** Adds a field of a later version to the first row under the prefix, and answers how to see whether it is still there. */
async function addUnknownField(prefix: string): Promise<() => unknown> {
  const { key, data } = row(prefix);
  await put(key, { ...data, addedLater: { nested: [1, 2] } });
  return () => row(key).data.addedLater;
}

describe('a delivery that an earlier version made', () => {
  test('is retried with a trace of its firing, and its age is not known', async () => {
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('refresh-status', refreshEvent({}));
    const { key, data } = row('d.');
    const { arrivedAt: _arrivedAt, traceparent: _traceparent, ...earlier } = data;
    await put(key, earlier);
    world.answers.clear();
    await world.drainQueue();
    const [first, second] = world.lines('Attempt');
    expect(second).toMatchObject({ outcome: 'delivered', traceId: first?.traceId, ageMilliseconds: undefined });
    expect(world.arrived.at(-1)?.headers.traceparent).toContain(first?.traceId);
  });
});

describe('a field of a later version survives a rewrite of', () => {
  test('the state of a topic by a new subscription and by a firing', async () => {
    const field = await addUnknownField('t.');
    await world.subscribe('data-source-refresh-failed', { callbackUrl: OTHER });
    await world.receive('refresh-status', refreshEvent({}));
    expect(field()).toEqual({ nested: [1, 2] });
  });

  test('the state of a metric by a sample', async () => {
    await world.receive('metric-change', sampleEvent(1));
    const field = await addUnknownField('t.segment-');
    await world.receive('metric-change', sampleEvent(2));
    expect(field()).toEqual({ nested: [1, 2] });
  });

  test('a subscription that is created again', async () => {
    const field = await addUnknownField('s.');
    await world.subscribe('data-source-refresh-failed', {});
    expect(field()).toEqual({ nested: [1, 2] });
  });

  test('a delivery that is retried', async () => {
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('refresh-status', refreshEvent({}));
    const field = await addUnknownField('d.');
    await world.drainQueue(world.now + MINUTE);
    expect(row('d.').data.attemptCount).toBeGreaterThan(1);
    expect(field()).toEqual({ nested: [1, 2] });
  });

  test('a circuit that counts another failure', async () => {
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('refresh-status', refreshEvent({}));
    const field = await addUnknownField('h.');
    await world.drainQueue(world.now + MINUTE);
    expect(row('h.').data.consecutiveFailures).toBeGreaterThan(1);
    expect(field()).toEqual({ nested: [1, 2] });
  });

  test('the last run of a data source', async () => {
    await world.receive('refresh-status', refreshEvent({}));
    const field = await addUnknownField('n.');
    await world.receive('refresh-status', refreshEvent({ runId: 'job-2', endedAt: '2026-11-21T00:00:00Z' }));
    expect(field()).toEqual({ nested: [1, 2] });
  });
});

describe('a row that this version cannot read stops nothing but itself, when it is', () => {
  test('a subscription of another form: the others get their firing, and it is noted', async () => {
    await put('s.sources.AAAAAAAAAAAAAAAAAAAAAA', { later: true });
    await world.receive('refresh-status', refreshEvent({}));
    expect(world.arrived).toHaveLength(1);
    expect(world.store.unreadable).toEqual([expect.stringContaining('s.sources.AAAAAAAAAAAAAAAAAAAAAA')]);
  });

  test('a work row: the other overdue deliveries are swept', async () => {
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('refresh-status', refreshEvent({}));
    await put('w.2026-01-01T00:00:000000000Z.sources.x', { kind: 'of a later version' });
    world.queue = [];
    world.now += 10 * MINUTE;
    await world.sweep();
    expect(world.queue).toHaveLength(1);
  });

  test('an entry of the directory: its environment is swept all the same', async () => {
    world.answers.set('https://flow.example/run?sig=hush', () => answered(503));
    await world.receive('refresh-status', refreshEvent({}));
    await put(partition, { later: true }, 'environments');
    world.queue = [];
    world.now += 10 * MINUTE;
    await world.sweep();
    expect(world.queue).toHaveLength(1);
  });

  test.each(['d.sources.0', 'f.sources.0', 'r.sources.0', 'n.0', 'o.0', 's.sources.0'])(
    'an old row %s: retention removes what has expired beside it, and leaves it',
    async (key) => {
      await world.receive('refresh-status', refreshEvent({}));
      await put(key, { later: true });
      world.now += 40 * DAY;
      await removeExpired(world.deps);
      const left = ['d.', 'f.', 'r.'].flatMap((prefix) => world.store.rowsUnder(partition, prefix));
      expect(left.filter((one) => one.key !== key)).toEqual([]);
      expect(world.store.rowsUnder(partition, key)).toHaveLength(1);
    },
  );

  test('a firing in a list: the list shows the others', async () => {
    await world.receive('refresh-status', refreshEvent({}));
    await put('f.sources.0', { later: true });
    expect((await listFirings(world.deps, {})).value).toHaveLength(1);
  });
});

describe('a subscription whose status only a later version knows', () => {
  const pause = async () => {
    const { key, data } = row('s.');
    await put(key, { ...data, status: 'paused' });
    return { key, data };
  };

  test('is sent nothing by this version, and keeps the deliveries that are for it', async () => {
    await pause();
    await world.receive('refresh-status', refreshEvent({}));
    await world.drainQueue(world.now);
    expect(world.arrived).toEqual([]);
    expect(row('d.').data.state).toBe('pending');
  });

  test('gets them once a version that knows the status has made it active again', async () => {
    const { key, data } = await pause();
    await world.receive('refresh-status', refreshEvent({}));
    await world.drainQueue(world.now);
    await put(key, data);
    world.now += 2 * MINUTE;
    await world.sweep();
    await world.drainQueue(world.now);
    expect(world.arrived).toHaveLength(1);
  });
});

test('an event whose topic only a later version can read is thrown as transient, and changes nothing', async () => {
  const { key } = row('t.');
  await put(key, { later: true });
  await expect(world.receive('refresh-status', refreshEvent({}))).rejects.toMatchObject({ name: 'UnreadableRowError' });
  expect(row('t.').data).toEqual({ later: true });
});
