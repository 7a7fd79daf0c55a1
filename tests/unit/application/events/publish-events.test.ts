import { beforeEach, describe, expect, test } from '@jest/globals';
import { publishEvents } from '../../../../shared/application/events/publish-events.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('posting events over HTTP', () => {
  test('enqueues the whole message unchanged', async () => {
    const text = JSON.stringify([refreshEvent(), refreshEvent({ runId: 'job-8' })]);
    expect(await publishEvents(world.deps, 'refresh-status', text)).toEqual({ accepted: 2 });
    expect(world.published).toEqual([{ queue: 'refresh-status', text }]);
  });

  test('rejects faulty events with index and field of each fault and enqueues nothing', async () => {
    const text = JSON.stringify([refreshEvent(), refreshEvent({ status: 'x', runId: '' })]);
    await expect(publishEvents(world.deps, 'refresh-status', text)).rejects.toMatchObject({
      status: 400,
      target: '[1].status',
      details: [{ target: '[1].status' }, { target: '[1].runId' }],
    });
    expect(world.published).toEqual([]);
  });

  test('accepts 48 KiB and rejects one byte more with 413', async () => {
    const filler = (bytes: number) =>
      JSON.stringify({ ...refreshEvent(), note: '' }).replace('"note":""', `"note":"${'x'.repeat(bytes)}"`);
    const room = 48 * 1024 - Buffer.byteLength(filler(0));
    await publishEvents(world.deps, 'refresh-status', filler(room));
    await expect(publishEvents(world.deps, 'refresh-status', filler(room + 1))).rejects.toMatchObject({ status: 413 });
  });
});
