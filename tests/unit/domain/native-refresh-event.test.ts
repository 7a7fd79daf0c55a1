import { describe, expect, test } from '@jest/globals';
import type { RefreshRun } from '../../../shared/domain/events.ts';
import { type Fields, fullRefreshEvent } from '../../support/event-builders.ts';
import { allSaid } from '../../support/said.ts';
import { allInWords, asJson, readOne, readRun } from './support/readings.ts';

/** Summarizes the reading of the event with these changes. */
const readingsOf = (changes: Fields) => allInWords('refresh-status', asJson(fullRefreshEvent(changes)));

test('a native refresh event is read with all fields of the contract', () => {
  expect(readRun(fullRefreshEvent())).toEqual({
    kind: 'refresh-run',
    eventId: 'e-1',
    environmentId: 'contoso',
    process: 'data-source',
    status: 'failed',
    runId: 'job-7',
    name: 'crm-contacts',
    displayName: 'CRM contacts',
    submission: 'scheduled',
    startedAt: '2026-11-20T02:00:00.0000000Z',
    endedAt: '2026-11-20T02:14:09.0000000Z',
    errorCode: 'dataSourceRefreshTimeout',
    errorMessage: 'The refresh took too long.',
    counts: { succeeded: 7, failed: 0, skipped: 11, canceled: 0, withWarnings: 1 },
  });
});

describe('a native refresh event', () => {
  const required = ['eventId', 'environmentId', 'operation', 'status', 'runId'];
  const wrong: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 7],
    ['an object', {}],
  ];
  const rows = required.flatMap((field) => wrong.map(([how, value]): [string, string, unknown] => [field, how, value]));

  test.each(rows)('is unreadable when the required %s is %s', (field, _how, value) => {
    expect(readingsOf({ [field]: value })).toEqual([`unreadable: ${field}`]);
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    ['an ingestion without a name is unreadable', { name: undefined }, 'unreadable: name'],
    ['an ingestion with an empty name is unreadable', { name: '' }, 'unreadable: name'],
    ['an ingestion with a null name is unreadable', { name: null }, 'unreadable: name'],
    [
      'an INGESTION in upper case without a name is unreadable',
      { operation: 'INGESTION', name: undefined },
      'unreadable: name',
    ],
    ['a running ingestion without a name is unreadable', { status: 'running', name: undefined }, 'unreadable: name'],
    ['a merge without a name is readable', { operation: 'merge', name: undefined }, 'event e-1'],
    ['a full refresh without a name is readable', { operation: 'all', name: undefined }, 'event e-1'],
    [
      'a field name in another letter case does not count',
      { eventId: undefined, EventId: 'e-1' },
      'unreadable: eventId',
    ],
    ['unknown fields are ignored', { colour: 'red', Status: 7 }, 'event e-1'],
  ])('follows the rule: %s', (_rule, changes, reading) => {
    expect(readingsOf(changes)).toEqual([reading]);
  });

  test.each([
    ['successful'],
    ['completedWithWarnings'],
    ['failed'],
    ['timedOut'],
    ['aborted'],
    ['skipped'],
    ['deleted'],
  ])('needs endedAt in the terminal status %s', (status) => {
    expect(readingsOf({ status, endedAt: undefined })).toEqual(['unreadable: endedAt']);
    expect(readingsOf({ status })).toEqual(['event e-1']);
  });

  test.each([['queued'], ['needsUpdate'], ['running'], ['retrying']])('needs no endedAt in the status %s', (status) => {
    expect(readingsOf({ status, endedAt: undefined })).toEqual(['event e-1']);
  });

  test('names all its faults, both missing fields and broken rules', () => {
    expect(readingsOf({ eventId: undefined, environmentId: 7 })).toEqual(['unreadable: environmentId, eventId']);
    expect(readingsOf({ eventId: undefined, name: undefined, endedAt: undefined })).toEqual([
      'unreadable: endedAt, eventId, name',
    ]);
  });
});

describe('the environment id of an event', () => {
  test.each<[rule: string, environmentId: unknown, reading: string]>([
    ['may have 1 character', 'c', 'event e-1'],
    ['may have 128 characters', 'c'.repeat(128), 'event e-1'],
    ['may not have 129 characters', 'c'.repeat(129), 'unreadable: environmentId'],
    ['may not be empty', '', 'unreadable: environmentId'],
    ['may have any characters', "Contoso's / ünit #1 ?\\ \u0001", 'event e-1'],
  ])('%s', (_rule, environmentId, reading) => {
    expect(readingsOf({ environmentId })).toEqual([reading]);
  });
});

test.each<[rule: string, endedAt: string]>([
  ['has no offset', '2026-11-20T02:14:09'],
  ['has eight digits of a second', '2026-11-20T02:14:09.12345678Z'],
])('a finished run whose end %s is unreadable', (_rule, endedAt) => {
  expect(readingsOf({ endedAt })).toEqual(['unreadable: endedAt']);
});

describe('an optional field of a refresh event', () => {
  const absent: [rule: string, changes: Fields, field: keyof RefreshRun][] = [
    ['a null display name', { displayName: null }, 'displayName'],
    ['an empty display name', { displayName: '' }, 'displayName'],
    ['a null submission', { submission: null }, 'submission'],
    ['a null start', { startedAt: null }, 'startedAt'],
    ['a null error', { error: null }, 'errorCode'],
    ['an empty error', { error: {} }, 'errorMessage'],
    ['a null error code', { error: { code: null } }, 'errorCode'],
    ['an empty error message', { error: { code: 'c', message: '' } }, 'errorMessage'],
    ['null counts', { counts: null }, 'counts'],
    ['an empty name of a merge', { operation: 'merge', name: '' }, 'name'],
    ['a null end of a running run', { status: 'running', endedAt: null }, 'endedAt'],
  ];
  test.each(absent)('counts as absent: %s', (_rule, changes, field) => {
    expect(readRun(fullRefreshEvent(changes))[field]).toBeUndefined();
  });

  test('keeps the other counts when one count is null', () => {
    expect(readRun(fullRefreshEvent({ counts: { succeeded: null, failed: 2 } })).counts).toEqual({ failed: 2 });
  });

  test.each<[rule: string, changes: Fields, field: string]>([
    ['a display name that is a number', { displayName: 7 }, 'displayName'],
    ['an unknown submission', { submission: 'sometimes' }, 'submission'],
    ['a start that is not a time', { startedAt: 'yesterday' }, 'startedAt'],
    ['an end without an offset of a running run', { status: 'running', endedAt: '2026-11-20T02:14:09' }, 'endedAt'],
    ['a name of a merge that is a number', { operation: 'merge', name: 7 }, 'name'],
    ['an error that is text', { error: 'broken' }, 'error'],
    ['an error code that is a number', { error: { code: 500, message: 'broken' } }, 'error.code'],
    ['a negative count', { counts: { skipped: -1 } }, 'counts.skipped'],
    ['a fractional count', { counts: { skipped: 1.5 } }, 'counts.skipped'],
  ])('is dropped and named when it cannot be read: %s', (_rule, changes, field) => {
    expect(readOne('refresh-status', fullRefreshEvent(changes))).toMatchObject({ kind: 'event', dropped: [field] });
  });

  test('is kept when its neighbour is dropped', () => {
    const run = readRun(
      fullRefreshEvent({ counts: { skipped: -1, failed: 2 }, error: { code: 500, message: 'broken' } }),
    );
    expect(run).toMatchObject({ counts: { failed: 2 }, errorMessage: 'broken' });
  });

  test.each<[word: string, submission: string]>([
    ['scheduled', 'scheduled'],
    ['Scheduled', 'scheduled'],
    ['manual', 'manual'],
    ['MANUAL', 'manual'],
    ['onDemand', 'manual'],
    ['OnDemand', 'manual'],
  ])('is normalized: the submission %s means %s', (word, submission) => {
    expect(readRun(fullRefreshEvent({ submission: word })).submission).toBe(submission);
  });
});

test('a fault of a refresh event says what is wrong and what would be right', () => {
  expect(allSaid(readOne('refresh-status', fullRefreshEvent({ status: 'odd' })))).toMatchObject({
    code: 'invalid-event',
    faults: [{ target: 'status', message: expect.stringMatching(/'odd' is no status; expected one of .*successful/) }],
  });
});
