import type { RefreshRun, RunStatus } from './events.ts';

/**
 * The operation types of Customer Insights, lower-cased: its REST API of 2020-08, what 2021-09 added, and the event table
 * of its diagnostic settings.
 */
const OTHER_OPERATIONS: ReadonlySet<string> = new Set([
  ...['none', 'derivedentity', 'datapreparation', 'map', 'match', 'profilestore', 'search', 'activity'],
  ...['attributemeasures', 'entitymeasures', 'measures', 'segmentation', 'enrichment', 'intelligence', 'aibuilder'],
  ...['insights', 'export', 'modelmanagement', 'relationship', 'roleassignment', 'analysis', 'hierarchy'],
  ...['realtimem3search', 'contact', 'segmentmembership', 'preenrichment', 'transform', 'semanticentity'],
]);

const PROCESSES: Readonly<Record<string, RefreshRun['process']>> = {
  ingestion: 'data-source',
  merge: 'unification',
  unification: 'unification',
  all: 'full-refresh',
};

export type Operation =
  | { readonly kind: 'process'; readonly process: RefreshRun['process'] }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/** What an operation type, in any case, means here. */
export function readOperation(text: string): Operation {
  const name = text.toLowerCase();
  const process = Object.hasOwn(PROCESSES, name) ? PROCESSES[name] : undefined;
  if (process) return { kind: 'process', process };
  return { kind: OTHER_OPERATIONS.has(name) ? 'other' : 'unknown' };
}

const STATUS_WORDS: Readonly<Record<RunStatus, readonly string[]>> = {
  succeeded: ['successful', 'succeeded'],
  completedWithWarnings: ['succeededwithwarnings', 'completedwithwarnings'],
  failed: ['failed', 'failure', 'timedout', 'completedwitherrors'],
  canceled: ['aborted', 'canceled', 'cancelled'],
  skipped: ['skipped'],
  deleted: ['deleted'],
  running: ['queued', 'needsupdate', 'running', 'retrying'],
};

const STATUS_BY_WORD = new Map(
  Object.entries(STATUS_WORDS).flatMap(([status, words]) => words.map((word) => [word, status as RunStatus] as const)),
);

/** The status that a word of any of the product's vocabularies stands for; `undefined` for an unknown word. */
export function readStatus(word: string): RunStatus | undefined {
  return STATUS_BY_WORD.get(word.toLowerCase());
}

export const statusWords: readonly string[] = [...STATUS_BY_WORD.keys()];

/** Whether a run of this status is over. */
export function isFinished(status: RunStatus): boolean {
  return status !== 'running';
}
