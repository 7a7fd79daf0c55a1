import { describe, expect, test } from '@jest/globals';
import type { RunStatus } from '../../../shared/contract/run-status.ts';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import type { RefreshRun } from '../../../shared/domain/events.ts';
import { processOf } from '../../../shared/domain/operations.ts';
import { fullRefreshEvent } from '../../support/event-builders.ts';
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

describe('the status of a refresh event', () => {
  test.each(words)('written as %s means %s in any letter case', (word, status) => {
    for (const written of [
      word,
      word.toUpperCase(),
      word.toLowerCase(),
      word.replace(/^./, (first) => first.toUpperCase()),
    ])
      expect(readRun(fullRefreshEvent({ status: written })).status).toBe(status);
  });

  test.each([['finished'], ['success'], ['completed'], ['failed!'], ['toString'], ['()'], ['']])(
    "written as '%s' makes the event unreadable",
    (status) => {
      expect(allInWords('refresh-status', fullRefreshEvent({ status }))).toEqual(['unreadable: status']);
    },
  );
});

describe('the status of a refresh event in the words of the product', () => {
  test.each<[word: string, status: RunStatus]>([
    ['Failed (permanent)', 'failed'],
    ['Failed (retrying)', 'running'],
    ['failed-retrying', 'running'],
    ['[Failed] {permanent}', 'failed'],
    ['Completed with errors', 'failed'],
    ['Completed with warnings', 'completedWithWarnings'],
    ['completed_with_warnings', 'completedWithWarnings'],
    ['Succeeded – with – warnings', 'completedWithWarnings'],
    [' Successful ', 'succeeded'],
    ['Timed out', 'failed'],
    ['Needs update', 'running'],
    ['Not started', 'running'],
    ['Processing', 'running'],
    ['Refreshing', 'running'],
    ['notUpdated', 'running'],
    ['updating', 'running'],
    ['updated', 'succeeded'],
    ['updateFailed', 'failed'],
    ['updateCancelled', 'canceled'],
    ['CompletedSuccess', 'succeeded'],
    ['CompletedFailure', 'failed'],
  ])("written as '%s' means %s", (word, status) => {
    expect(readRun(fullRefreshEvent({ status: word })).status).toBe(status);
  });
});

describe('an operation with a trigger', () => {
  test.each<[operation: string, process: RefreshRun['process']]>([
    ['ingestion', 'data-source'],
    ['merge', 'unification'],
    ['unification', 'unification'],
    ['all', 'full-refresh'],
  ])('named %s means %s in any letter case', (operation, process) => {
    for (const written of [operation, operation.toUpperCase(), operation.replace(/^./, (first) => first.toUpperCase())])
      expect(readRun(fullRefreshEvent({ operation: written })).process).toBe(process);
  });
});

/** The operations of the Customer Insights REST API of 2020-08 and those that 2021-09 added. */
const known = [
  ...['none', 'derivedEntity', 'dataPreparation', 'map', 'match', 'profileStore', 'search', 'activity'],
  ...['attributeMeasures', 'entityMeasures', 'measures', 'segmentation', 'enrichment', 'intelligence', 'aiBuilder'],
  ...['insights', 'export', 'modelManagement', 'relationship', 'roleAssignment', 'analysis'],
  ...['hierarchy', 'realtimeM3Search', 'contact', 'segmentMembership', 'preEnrichment', 'transform', 'semanticEntity'],
];

describe('an operation without a trigger', () => {
  test.each(known.map((operation) => [operation]))(
    'named %s is known in any letter case and fires nothing',
    (operation) => {
      for (const written of [operation, operation.toUpperCase(), operation.toLowerCase()]) {
        const run = readRun(fullRefreshEvent({ operation: written }));
        expect(run.process).toBe(operation.toLowerCase());
        expect(decideRun(run)).toEqual({ outcome: 'ignored', reason: 'operation-without-trigger' });
      }
    },
  );

  test.each([['holographicRefresh'], ['ingestions'], ['constructor'], ['__proto__']])(
    'named %s is unknown and ignored with the reason operation-not-known',
    (operation) => {
      expect(allInWords('refresh-status', fullRefreshEvent({ operation }))).toEqual(['ignored: operation-not-known']);
    },
  );

  test.each([
    ['TableMeasures', 'entitymeasures'],
    ['DerivedTable', 'derivedentity'],
    ['SemanticTable', 'semanticentity'],
  ])('named %s, as the product calls it now, means %s', (operation, process) => {
    expect(readRun(fullRefreshEvent({ operation })).process).toBe(process);
  });

  test('is told apart from an unknown operation', () => {
    expect([processOf('Match'), processOf('Mutch')]).toEqual(['match', undefined]);
  });
});
