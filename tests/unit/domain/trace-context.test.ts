import { describe, expect, test } from '@jest/globals';
import { readMessage } from '../../../shared/domain/read-message.ts';
import { readTraceparent, spanOf, traceIdOf } from '../../../shared/domain/trace-context.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../support/event-builders.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-00`;
const OTHER = '00-11111111111111111111111111111111-2222222222222222-01';

describe('a traceparent', () => {
  test.each<[rule: string, value: unknown, read: string | undefined]>([
    ['of version 00', TRACEPARENT, TRACEPARENT],
    [
      'of a later version, without what that version adds',
      `cc${TRACEPARENT.slice(2)}-more`,
      `cc${TRACEPARENT.slice(2)}`,
    ],
    ['of the forbidden version', `ff${TRACEPARENT.slice(2)}`, undefined],
    ['without a trace id', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
    ['without a span id', `00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
    ['in upper case', TRACEPARENT.toUpperCase(), undefined],
    ['with text right after it', `${TRACEPARENT}x`, undefined],
    ['that is cut off', TRACEPARENT.slice(0, -1), undefined],
    ['that is no text', 7, undefined],
    ['that is absent', undefined, undefined],
  ])('is read or ignored: one %s', (_rule, value, read) => {
    expect(readTraceparent(value)).toBe(read);
  });
});

describe('the trace of an event', () => {
  const read = (message: unknown, queue: 'refresh-status' | 'metric-change' = 'refresh-status') =>
    readMessage(queue, message, Date.parse('2026-11-20T06:00:00Z')).map((one) =>
      one.kind === 'event' ? one.event.traceparent : one.kind,
    );
  const cloudEvent = (data: unknown, more: object = {}) => ({
    specversion: '1.0',
    type: 't',
    source: 's',
    id: '1',
    data,
    ...more,
  });

  test.each<[rule: string, message: unknown, traces: unknown[]]>([
    ['its own field', refreshEvent({ traceparent: TRACEPARENT }), [TRACEPARENT]],
    [
      'the field of a record',
      {
        records: [
          workflowRecord('Ingestion.TaskCompleted', { traceparent: TRACEPARENT, properties: { identifier: 'crm' } }),
        ],
      },
      [TRACEPARENT],
    ],
    ['the extension of CloudEvents', cloudEvent(refreshEvent(), { traceparent: TRACEPARENT }), [TRACEPARENT]],
    [
      'an Event Grid envelope',
      { eventType: 't', subject: 's', data: refreshEvent(), traceparent: TRACEPARENT },
      [TRACEPARENT],
    ],
    [
      'the message around several events',
      { records: [refreshEvent(), refreshEvent()], traceparent: TRACEPARENT },
      [TRACEPARENT, TRACEPARENT],
    ],
    [
      'the innermost of several',
      cloudEvent(refreshEvent({ traceparent: OTHER }), { traceparent: TRACEPARENT }),
      [OTHER],
    ],
    [
      'the envelope when its own cannot be read',
      cloudEvent(refreshEvent({ traceparent: 'x' }), { traceparent: TRACEPARENT }),
      [TRACEPARENT],
    ],
    ['nothing when there is none', refreshEvent(), [undefined]],
  ])('comes from %s', (_rule, message, traces) => {
    expect(read(message)).toEqual(traces);
  });

  test('is read of a metric too', () => {
    expect(read(sampleEvent(1, { traceparent: TRACEPARENT }), 'metric-change')).toEqual([TRACEPARENT]);
  });
});

describe('a span', () => {
  const traced = { firingId: 'f-1', traceparent: TRACEPARENT };

  test('has the trace and the flags of the event, and an id of its own for each attempt', () => {
    const [first, second] = [spanOf(traced, 'n-1', '1'), spanOf(traced, 'n-1', '2')];
    expect(first.traceparent).toBe(`00-${TRACE}-${first.spanId}-00`);
    expect(second.traceId).toBe(TRACE);
    expect(second.spanId).not.toBe(first.spanId);
    expect(readTraceparent(first.traceparent)).toBe(first.traceparent);
  });

  test('has a trace of the firing, marked as recorded, when the event had none', () => {
    const { traceId, traceparent } = spanOf({ firingId: 'f-1' }, 'n-1', '1');
    expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(spanOf({ firingId: 'f-1' }, 'n-2', '1').traceId).toBe(traceId);
    expect(traceIdOf({ firingId: 'f-2' })).not.toBe(traceId);
  });
});
