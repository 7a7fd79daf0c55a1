import { describe, expect, test } from '@jest/globals';
import type { RunStatus } from '../../../shared/contract/run-status.ts';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import type { RefreshRun } from '../../../shared/domain/events.ts';
import { processOf } from '../../../shared/domain/operations.ts';
import { refreshEvent } from './support/native-events.ts';
import { allInWords, readRun } from './support/readings.ts';

const vocabulary: Record<RunStatus, string[]> = {
  succeeded: ['successful', 'succeeded'],
  completedWithWarnings: ['succeededWithWarnings', 'completedWithWarnings'],
  failed: ['failed', 'failure', 'timedOut', 'completedWithErrors'],
  canceled: ['aborted', 'canceled', 'cancelled'],
  skipped: ['skipped'],
  deleted: ['deleted'],
  running: ['queued', 'needsUpdate', 'running', 'retrying'],
};

const words = Object.entries(vocabulary).flatMap(([status, list]) =>
  list.map((word): [string, string] => [word, status]),
);

describe('the status words', () => {
  test.each(words)('%s means %s, in any case', (word, status) => {
    for (const written of [
      word,
      word.toUpperCase(),
      word.toLowerCase(),
      word.replace(/^./, (first) => first.toUpperCase()),
    ])
      expect(readRun(refreshEvent({ status: written })).status).toBe(status);
  });

  test.each([['finished'], ['success'], ['completed'], [' failed'], ['toString'], ['']])(
    "'%s' is no status word: the event is unreadable at status",
    (status) => {
      expect(allInWords('refresh-status', refreshEvent({ status }))).toEqual(['unreadable: status']);
    },
  );
});

describe('the operations that fire', () => {
  test.each<[operation: string, process: RefreshRun['process']]>([
    ['ingestion', 'data-source'],
    ['merge', 'unification'],
    ['unification', 'unification'],
    ['all', 'full-refresh'],
  ])('%s means %s, in any case', (operation, process) => {
    for (const written of [operation, operation.toUpperCase(), operation.replace(/^./, (first) => first.toUpperCase())])
      expect(readRun(refreshEvent({ operation: written })).process).toBe(process);
  });
});

/** The REST API of Customer Insights of 2020-08, then what 2021-09 added; all names of its event table are among them. */
const known = [
  ...['none', 'derivedEntity', 'dataPreparation', 'map', 'match', 'profileStore', 'search', 'activity'],
  ...['attributeMeasures', 'entityMeasures', 'measures', 'segmentation', 'enrichment', 'intelligence', 'aiBuilder'],
  ...['insights', 'export', 'modelManagement', 'relationship', 'roleAssignment', 'analysis'],
  ...['hierarchy', 'realtimeM3Search', 'contact', 'segmentMembership', 'preEnrichment', 'transform', 'semanticEntity'],
];

describe('the operations that fire nothing', () => {
  test.each(known.map((operation) => [operation]))(
    '%s is known, in any case, and a run of it fires nothing',
    (operation) => {
      for (const written of [operation, operation.toUpperCase(), operation.toLowerCase()]) {
        const run = readRun(refreshEvent({ operation: written }));
        expect(run.process).toBe(operation.toLowerCase());
        expect(decideRun(run)).toEqual({ outcome: 'ignored', reason: 'operation-without-trigger' });
      }
    },
  );

  test.each([['holographicRefresh'], ['ingestions'], ['constructor'], ['__proto__']])(
    '%s is not known: ignored with a counted reason, since new ones will come',
    (operation) => {
      expect(allInWords('refresh-status', refreshEvent({ operation }))).toEqual(['ignored: operation-not-known']);
    },
  );

  test('a known operation is told from one that is not known', () => {
    expect([processOf('Match'), processOf('Mutch')]).toEqual(['match', undefined]);
  });
});
