import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RequestError } from '../../../../shared/application/errors.ts';
import { publishEvents } from '../../../../shared/application/events/publish-events.ts';
import { render } from '../../../../shared/domain/render-text.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { allSaid } from '../../../support/said.ts';
import { World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('posting events over HTTP', () => {
  test('enqueues the whole message unchanged', async () => {
    const text = JSON.stringify([refreshEvent(), refreshEvent({ runId: 'job-8' })]);
    expect(await publishEvents(world.deps, 'refresh-status', text)).toEqual({
      accepted: 2,
      ignored: [],
      unknownFields: [],
    });
    expect(world.published).toEqual([{ queue: 'refresh-status', text }]);
  });

  test('names each event that starts nothing, and enqueues nothing when no other is left', async () => {
    const ignored = refreshEvent({ operation: 'fullRefresh' });
    const answer = await publishEvents(world.deps, 'refresh-status', JSON.stringify([refreshEvent(), ignored]));
    expect(allSaid(answer)).toMatchObject({
      accepted: 1,
      ignored: [
        { index: 1, reason: 'operation-not-known', message: expect.stringMatching(/start flows: fullRefresh$/) },
      ],
    });
    expect(world.published).toHaveLength(1);
    expect(await publishEvents(world.deps, 'refresh-status', JSON.stringify(ignored))).toMatchObject({ accepted: 0 });
    expect(world.published).toHaveLength(1);
  });

  test('names the fields of native events that mean nothing, but not those of records and envelopes', async () => {
    const events = [
      { specversion: '1.0', type: 'x', data: refreshEvent() },
      refreshEvent({ errorCode: 'x', error: { code: 'x', text: 'y' }, note: null }),
      workflowRecord('All.WorkflowCompleted'),
    ];
    const { unknownFields } = await publishEvents(world.deps, 'refresh-status', JSON.stringify(events));
    expect(unknownFields).toEqual([
      { index: 1, field: 'errorCode' },
      { index: 1, field: 'error.text' },
    ]);
    const sample = JSON.stringify(sampleEvent(1, { unit: 'EUR' }));
    expect(await publishEvents(world.deps, 'metric-change', sample)).toMatchObject({
      accepted: 1,
      unknownFields: [{ index: 0, field: 'unit' }],
    });
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

  test.each([20, 21, 16_300])(
    'names the first of %i unreadable items, says how many there are, and stays short',
    async (items) => {
      const text = `[${Array(items).fill('{}').join()}]`;
      const refused: unknown = await publishEvents(world.deps, 'metric-change', text).catch((fault) => fault);
      const { message, details, target } = refused as RequestError;
      expect(message.startsWith(`${items} items of this message cannot be read; the first 20: [0].eventId: `)).toBe(
        items > 20,
      );
      expect(message).toMatch(/\[19\]\.evaluatedAt: required$/);
      expect(target).toBe('[0].eventId');
      const named = new Set(details?.map((fault) => fault.target.split('.')[0]));
      expect(named.size).toBe(Math.min(items, 100));
      expect(JSON.stringify(allSaid({ message, details })).length).toBeLessThan(100_000);
    },
  );

  test('rejects a body that is no JSON in the language of the caller alone', async () => {
    const refused: unknown = await publishEvents(world.deps, 'refresh-status', '{"eventId":}').catch((fault) => fault);
    expect(refused).toMatchObject({ status: 400, code: 'not-json' });
    expect(render('sv', (refused as RequestError).phrase)).toBe(
      'brödtexten är inte JSON; ska vara en händelse som ett JSON-objekt',
    );
  });

  test('accepts 48 KiB and rejects one byte more with 413', async () => {
    const filler = (bytes: number) =>
      JSON.stringify({ ...refreshEvent(), note: '' }).replace('"note":""', `"note":"${'x'.repeat(bytes)}"`);
    const room = 48 * 1024 - Buffer.byteLength(filler(0));
    await publishEvents(world.deps, 'refresh-status', filler(room));
    await expect(publishEvents(world.deps, 'refresh-status', filler(room + 1))).rejects.toMatchObject({ status: 413 });
  });
});
