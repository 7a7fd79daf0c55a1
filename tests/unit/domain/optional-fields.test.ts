import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import type { DomainEvent } from '../../../shared/domain/events.ts';
import type { EventQueue } from '../../../shared/domain/read-message.ts';
import { type Fields, fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { readOne } from './support/readings.ts';
import { segmentationRecord, taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

const anyJson = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    '',
    null,
    {},
    [],
    '2026-11-20T02:14:09',
    '0001-01-01T00:00:00',
    'Warning',
    '\ud83d',
    '{}',
    '\ufeff[]',
  ),
);

/** Fields with any of the optional ones replaced by any JSON value. */
function withAny(fields: Fields, optional: readonly string[]): fc.Arbitrary<Fields> {
  const values = Object.fromEntries(optional.map((name) => [name, anyJson]));
  return fc.record(values, { requiredKeys: [] }).map((changes) => ({ ...fields, ...changes }));
}

const RUN_FIELDS = ['displayName', 'submission', 'startedAt', 'error', 'counts', 'colour', '__proto__'];
const METRIC_FIELDS = ['displayName', 'previousValue', 'runId', 'dimensions', 'colour'];
const RECORD_FIELDS = ['time', 'level', 'resourceId', 'category', 'durationMs', 'operation', 'colour'];
const PROPERTIES = [
  ...['eventType', 'operationType', 'startTimestamp', 'submittedTimestamp', 'workflowSubmissionKind', 'friendlyName'],
  ...['error', 'additionalInfo', 'tasksCount', 'workflowStatus', 'workflowType', 'submittedBy', 'colour'],
];

function anyRecord(record: Fields, properties = PROPERTIES): fc.Arbitrary<Fields> {
  const inner = withAny(Object(record.properties), properties);
  return fc
    .tuple(withAny(record, RECORD_FIELDS), inner)
    .map(([fields, replaced]) => ({ ...fields, properties: replaced }));
}

/** What decides the outcome of an event: what it fires, on what, and in which order. */
function essence(event: DomainEvent): unknown {
  const { eventId, environmentId, runId } = event;
  if (event.kind === 'metric-sample') {
    const { metricType, name, value, evaluatedAt } = event;
    return { eventId, environmentId, metricType, name, value, evaluatedAt };
  }
  const decision = decideRun(event);
  const fired = decision.outcome === 'fires' ? decision.triggerType : decision.reason;
  return { eventId, environmentId, runId, fired, endedAt: event.endedAt };
}

function essenceOf(queue: EventQueue, message: Fields): unknown {
  const reading = readOne(queue, message);
  return reading.kind === 'event' ? essence(reading.event) : reading;
}

const failed = { resultType: 'Failure', level: 'Error' };

describe('an event decides the same whatever its optional fields hold:', () => {
  const cases: [rule: string, queue: EventQueue, event: Fields, changed: fc.Arbitrary<Fields>][] = [
    ['a native refresh event', 'refresh-status', fullRefreshEvent(), withAny(fullRefreshEvent(), RUN_FIELDS)],
    [
      'a native refresh event of a merge',
      'refresh-status',
      fullRefreshEvent({ operation: 'merge' }),
      withAny(fullRefreshEvent({ operation: 'merge' }), [...RUN_FIELDS, 'name']),
    ],
    ['a native metric event', 'metric-change', fullMetricEvent(), withAny(fullMetricEvent(), METRIC_FIELDS)],
    [
      'the record of a data source',
      'refresh-status',
      taskRecord('Ingestion.TaskCompleted', {}, failed),
      anyRecord(taskRecord('Ingestion.TaskCompleted', {}, failed)),
    ],
    [
      'the record of a full refresh',
      'refresh-status',
      workflowRecord('All.WorkflowCompleted'),
      anyRecord(workflowRecord('All.WorkflowCompleted')),
    ],
    [
      'the record of a segment',
      'refresh-status',
      segmentationRecord(1203),
      anyRecord(
        segmentationRecord(1203),
        PROPERTIES.filter((name) => name !== 'additionalInfo'),
      ),
    ],
  ];

  test.each(cases)('%s', (_rule, queue, event, changed) => {
    const expected = essenceOf(queue, event);
    const law = (message: Fields) => {
      expect(essenceOf(queue, message)).toEqual(expected);
      if (message.properties) expect(essenceOf(queue, withTextProperties(message))).toEqual(expected);
    };
    fc.assert(fc.property(changed, law), { numRuns: 400 });
  });
});

test('the step of a record alone makes it one that is ignored', () => {
  const changed = anyRecord(taskRecord('Ingestion.TaskStarted'), [...PROPERTIES, 'workflowJobId', 'endTimestamp']);
  fc.assert(
    fc.property(changed, (record) => {
      expect(readOne('refresh-status', record)).toEqual({ kind: 'ignored', reason: 'not-finished' });
    }),
  );
});
