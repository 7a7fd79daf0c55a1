import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { DIAGNOSTICS } from '../../../../shared/application/store/keys.ts';
import { logName } from '../../../support/memory-append-blobs.ts';
import { AUDIT, CONTAINER, DiagnosticsWorld, HOUR, line, MINUTE } from './diagnostics-world.ts';

let world: DiagnosticsWorld;

beforeEach(() => {
  world = new DiagnosticsWorld();
});

describe('the diagnostics timer', () => {
  test('puts several appended records into one message of the refresh-status queue', async () => {
    world.append('2026-11-20T05', `${line(1)}\n${line(2)}\n`);
    expect(await world.read()).toEqual({
      blobs: 1,
      sent: 2,
      messages: 1,
      ignored: {},
      tooLong: 0,
      isComplete: true,
    });
    expect(world.published).toEqual([{ queue: 'refresh-status', text: `{"records":[${line(1)},${line(2)}]}` }]);
  });

  test('reads only what was appended since its last run', async () => {
    world.append('2026-11-20T05', `${line(1)}\n`);
    await world.read();
    world.append('2026-11-20T05', `${line(2)}\n`);
    await world.read();
    await world.read();
    expect(world.jobs).toEqual(['1', '2']);
  });

  test('makes no request to a blob that has not changed', async () => {
    world.append('2026-11-20T05', `${line(1)}\n{"half`);
    await world.read();
    const before = world.blobs.reads.length;
    await world.read();
    expect(world.blobs.reads).toHaveLength(before);
  });

  test('reads the hours in their order', async () => {
    world.append('2026-11-20T05', `${line(5)}\n`);
    world.append('2026-11-20T03', `${line(3)}\n`);
    world.append('2026-11-20T04', `${line(4)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['3', '4', '5']);
  });

  test('finds what is appended to a blob for 48 hours after its hour', async () => {
    await world.read();
    world.append('2026-11-20T06', `${line(1)}\n`);
    await world.read();
    world.now += 48 * HOUR;
    world.append('2026-11-20T06', `${line(2)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1', '2']);
  });

  test('finds what was appended while it did not run for days', async () => {
    world.append('2026-11-20T05', `${line(1)}\n`);
    await world.read();
    world.append('2026-11-20T06', `${line(2)}\n`);
    world.now += 10 * 24 * HOUR;
    world.append('2026-11-28T06', `${line(3)}\n`);
    expect(await world.read()).toMatchObject({ sent: 2, isComplete: true });
    expect(world.jobs).toEqual(['1', '2', '3']);
  });

  test('finds what one blob lacked while another could not be read for days', async () => {
    world.append('2026-11-20T05', `${line(1)}\n`);
    world.append('2026-11-20T04', `${line(2)}\n`);
    await world.read();
    const read = world.blobs.read.bind(world.blobs);
    world.blobs.read = async (container, blob, range) => {
      if (blob.name.includes('h=04')) throw new Error('locked');
      return read(container, blob, range);
    };
    world.append('2026-11-20T05', `${line(3)}\n`);
    world.append('2026-11-20T04', `${line(4)}\n`);
    await expect(world.read()).rejects.toThrow('1 of 1 containers of diagnostic logs could not be read');
    expect(world.jobs).toEqual(['2', '1', '3']);
    world.now += 5 * 24 * HOUR;
    await expect(world.read()).rejects.toThrow();
    world.blobs.read = read;
    await world.read();
    expect(world.jobs).toEqual(['2', '1', '3', '4']);
  });

  test('ignores audit records and steps that fire nothing, and counts them by reason', async () => {
    const audit = line(9, { operationName: 'UpdateSegment', category: 'Audit' });
    world.containers = [CONTAINER, AUDIT];
    world.append('2026-11-20T05', `${audit}\n${audit}\n`, AUDIT);
    world.append('2026-11-20T05', `${line(1, { operationName: 'Ingestion.TaskStarted' })}\n${line(2)}\n`);
    const { sent, ignored } = await world.read();
    expect([sent, ignored]).toEqual([1, { 'not-a-workflow-event': 2, 'not-finished': 1 }]);
    expect(world.jobs).toEqual(['2']);
  });

  test('waits for a container that does not exist yet, and reads all that it has when it appears', async () => {
    expect(await world.read()).toMatchObject({ sent: 0, isComplete: true });
    world.append('2026-11-20T23', `${line(1)}\n`);
    // A day later the hour would be an older one of a first start.
    world.now += 18 * HOUR;
    await world.read();
    expect(world.jobs).toEqual(['1']);
  });

  test('reads a blob that was replaced from its start', async () => {
    world.append('2026-11-20T05', `${line(1)}\n`);
    await world.read();
    world.now += MINUTE;
    world.blobs.replace(CONTAINER, logName('2026-11-20T05'), `${line(2)}\n${line(3)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1', '2', '3']);
  });

  test('reads a blob from its start that was replaced by a shorter one within the second of its creation', async () => {
    world.append('2026-11-20T05', `${line(1)}\n${line(2)}\n`);
    await world.read();
    world.blobs.replace(CONTAINER, logName('2026-11-20T05'), `${line(3)}\n`);
    await world.read();
    expect(world.jobs).toEqual(['1', '2', '3']);
  });

  test('leaves a blob to the next run that changes between its listing and its reading', async () => {
    world.append('2026-11-20T05', `${line(1)}\n`);
    const list = world.blobs.list.bind(world.blobs);
    world.blobs.list = async (...asked) => {
      const listed = await list(...asked);
      world.append('2026-11-20T05', `${line(2)}\n`);
      return listed;
    };
    expect(await world.read()).toMatchObject({ sent: 0, isComplete: false });
    world.blobs.list = list;
    await world.read();
    expect(world.jobs).toEqual(['1', '2']);
  });

  test('goes on with the other containers when one cannot be listed', async () => {
    world.containers = [AUDIT, CONTAINER];
    world.append('2026-11-20T05', `${line(1)}\n`);
    const list = world.blobs.list.bind(world.blobs);
    world.blobs.list = async (container, days) => {
      if (container === AUDIT) throw new Error('no access');
      return list(container, days);
    };
    await expect(world.read()).rejects.toThrow('1 of 2 containers of diagnostic logs could not be read');
    expect(world.jobs).toEqual(['1']);
  });

  test('reads nothing of a blob whose row it cannot read, and all of the others', async () => {
    world.append('2026-11-20T04', `${line(1)}\n`);
    await world.read();
    const [row] = world.store.rowsUnder(DIAGNOSTICS, 'b.');
    await world.store.commit(DIAGNOSTICS, [{ kind: 'put', key: row?.key ?? '', data: { offset: 'far' } }]);
    world.append('2026-11-20T04', `${line(2)}\n`);
    world.append('2026-11-20T05', `${line(3)}\n`);
    await expect(world.read()).rejects.toThrow('could not be read');
    expect(world.jobs).toEqual(['1', '3']);
  });

  test('leaves its positions to the retention once no run looks at their hours', async () => {
    world.append('2026-11-20T04', `${line(1)}\n`);
    await world.read();
    world.now += 33 * 24 * HOUR - 3 * HOUR;
    expect(await removeExpired(world.deps)).toMatchObject({ logs: 0 });
    world.now += 2 * HOUR;
    expect(await removeExpired(world.deps)).toMatchObject({ logs: 1 });
    await world.read();
    expect(world.jobs).toEqual(['1']);
  });

  test('keeps the fields of a later version in its rows', async () => {
    world.append('2026-11-20T05', `${line(1)}\n`);
    await world.read();
    const [row] = world.store.rowsUnder(DIAGNOSTICS, 'b.');
    await world.store.commit(DIAGNOSTICS, [
      { kind: 'put', key: row?.key ?? '', data: { ...(row?.data as object), addedLater: 1 } },
    ]);
    world.append('2026-11-20T05', `${line(2)}\n`);
    await world.read();
    expect(world.store.rowsUnder(DIAGNOSTICS, 'b.')).toMatchObject([{ data: { addedLater: 1 } }]);
  });

  test('ignores blobs that are no hourly logs', async () => {
    const name = logName('2026-11-20T05');
    for (const other of [name.replace('PT1H', 'PT5M'), `${name}.tmp`, name.replace('h=05', 'h=99')]) {
      world.blobs.append(CONTAINER, other, `${line(1)}\n`);
    }
    expect(await world.read()).toMatchObject({ blobs: 0, isComplete: true });
  });
});
