import { describe, expect, test } from '@jest/globals';
import type { RefreshRun } from '../../../shared/domain/events.ts';
import { type Fields, fullRefreshEvent } from '../../support/event-builders.ts';
import { allInWords, asJson, readOne, readRun } from './support/readings.ts';

const targets = (changes: Fields) => allInWords('refresh-status', asJson(fullRefreshEvent(changes)));

test('the event of the contract is read with all its fields', () => {
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

describe('required fields', () => {
  const required = ['eventId', 'environmentId', 'operation', 'status', 'runId'];
  const wrong: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a number', 7],
    ['an object', {}],
  ];
  const rows = required.flatMap((field) => wrong.map(([how, value]): [string, string, unknown] => [field, how, value]));

  test.each(rows)('%s is required: %s is refused', (field, _how, value) => {
    expect(targets({ [field]: value })).toEqual([`unreadable: ${field}`]);
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    ['an ingestion needs a name', { name: undefined }, 'unreadable: name'],
    ['an ingestion needs a name that is not empty', { name: '' }, 'unreadable: name'],
    ['an ingestion needs a name that is not null', { name: null }, 'unreadable: name'],
    ['an ingestion, in any case, needs a name', { operation: 'INGESTION', name: undefined }, 'unreadable: name'],
    ['a running ingestion needs a name', { status: 'running', name: undefined }, 'unreadable: name'],
    ['a merge needs no name', { operation: 'merge', name: undefined }, 'event e-1'],
    ['a full refresh needs no name', { operation: 'all', name: undefined }, 'event e-1'],
    ['field names are exact: EventId is not eventId', { eventId: undefined, EventId: 'e-1' }, 'unreadable: eventId'],
    ['unknown fields are ignored', { colour: 'red', Status: 7 }, 'event e-1'],
  ])('%s', (_rule, changes, reading) => {
    expect(targets(changes)).toEqual([reading]);
  });

  test.each([
    ['successful'],
    ['completedWithWarnings'],
    ['failed'],
    ['timedOut'],
    ['aborted'],
    ['skipped'],
    ['deleted'],
  ])('%s is terminal and needs endedAt', (status) => {
    expect(targets({ status, endedAt: undefined })).toEqual(['unreadable: endedAt']);
    expect(targets({ status })).toEqual(['event e-1']);
  });

  test.each([['queued'], ['needsUpdate'], ['running'], ['retrying']])(
    '%s is not terminal and needs no endedAt',
    (status) => {
      expect(targets({ status, endedAt: undefined })).toEqual(['event e-1']);
    },
  );

  test('every fault of one event is named, those of a missing field and those of a rule alike', () => {
    expect(targets({ eventId: undefined, environmentId: 7 })).toEqual(['unreadable: environmentId, eventId']);
    expect(targets({ eventId: undefined, name: undefined, endedAt: undefined })).toEqual([
      'unreadable: endedAt, eventId, name',
    ]);
  });
});

describe('an environment id is any text of 1 to 128 characters', () => {
  test.each<[rule: string, environmentId: unknown, reading: string]>([
    ['1 character is enough', 'c', 'event e-1'],
    ['128 characters are taken', 'c'.repeat(128), 'event e-1'],
    ['129 characters are refused', 'c'.repeat(129), 'unreadable: environmentId'],
    ['no character is refused', '', 'unreadable: environmentId'],
    ['any characters will do', "Contoso's / ünit #1 ?\\ \u0001", 'event e-1'],
  ])('%s', (_rule, environmentId, reading) => {
    expect(targets({ environmentId })).toEqual([reading]);
  });
});

describe('optional fields', () => {
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
  test.each(absent)('%s is unknown, as if it were missing', (_rule, changes, field) => {
    expect(readRun(fullRefreshEvent(changes))[field]).toBeUndefined();
  });

  test('a null count is unknown and the others stay', () => {
    expect(readRun(fullRefreshEvent({ counts: { succeeded: null, failed: 2 } })).counts).toEqual({ failed: 2 });
  });

  test.each<[rule: string, changes: Fields, target: string]>([
    ['a display name that is a number', { displayName: 7 }, 'displayName'],
    ['a submission of another word', { submission: 'sometimes' }, 'submission'],
    ['a start that is no time', { startedAt: 'yesterday' }, 'startedAt'],
    ['an end without an offset', { endedAt: '2026-11-20T02:14:09' }, 'endedAt'],
    ['an end of eight digits of a second', { endedAt: '2026-11-20T02:14:09.12345678Z' }, 'endedAt'],
    ['an error that is a text', { error: 'broken' }, 'error'],
    ['a negative count', { counts: { skipped: -1 } }, 'counts.skipped'],
    ['a broken count', { counts: { skipped: 1.5 } }, 'counts.skipped'],
  ])('%s is refused', (_rule, changes, target) => {
    expect(targets(changes)).toEqual([`unreadable: ${target}`]);
  });

  test.each<[word: string, submission: string]>([
    ['scheduled', 'scheduled'],
    ['Scheduled', 'scheduled'],
    ['manual', 'manual'],
    ['MANUAL', 'manual'],
    ['onDemand', 'manual'],
    ['OnDemand', 'manual'],
  ])('the submission %s means %s', (word, submission) => {
    expect(readRun(fullRefreshEvent({ submission: word })).submission).toBe(submission);
  });
});

test('a fault says in words what is wrong and what would be right', () => {
  expect(readOne('refresh-status', fullRefreshEvent({ status: 'odd' }))).toMatchObject({
    code: 'invalid-event',
    faults: [{ target: 'status', message: expect.stringMatching(/'odd' is no status; expected one of .*successful/) }],
  });
});
