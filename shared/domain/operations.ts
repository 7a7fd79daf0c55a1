import { type Phrase, phrase } from '../contract/phrase.ts';
import type { FinishedStatus, RunStatus } from '../contract/run-status.ts';
import { plainWord } from './text.ts';

/** The processes that trigger types are about. */
export type TriggerProcess = 'data-source' | 'unification' | 'full-refresh';

/** What a run is a run of. */
export type Process = TriggerProcess | OtherOperation;

/**
 * The operation types of Customer Insights that fire nothing, in lower case. Sources: the REST API of 2020-08, the additions of
 * 2021-09, and the event table of the diagnostic settings.
 */
export const otherOperations = [
  'none',
  'derivedentity',
  'datapreparation',
  'map',
  'match',
  'profilestore',
  'search',
  'activity',
  'attributemeasures',
  'entitymeasures',
  'measures',
  'segmentation',
  'enrichment',
  'intelligence',
  'aibuilder',
  'insights',
  'export',
  'modelmanagement',
  'relationship',
  'roleassignment',
  'analysis',
  'hierarchy',
  'realtimem3search',
  'contact',
  'segmentmembership',
  'preenrichment',
  'transform',
  'semanticentity',
] as const;

/** An operation type that fires nothing. */
export type OtherOperation = (typeof otherOperations)[number];

const triggerProcesses: readonly TriggerProcess[] = ['data-source', 'unification', 'full-refresh'];

/** The title of a process. A process that this version does not know is its own title. */
export function processTitle(process: string): Phrase | string {
  return isTriggerProcess(process) || isOther(process) ? phrase(`process.${process}`) : process;
}

const PROCESSES: Readonly<Record<string, TriggerProcess>> = {
  ingestion: 'data-source',
  merge: 'unification',
  unification: 'unification',
  all: 'full-refresh',
};

/** The present names of operation types: the product calls an entity a table now. */
const TWINS: Readonly<Record<string, OtherOperation>> = {
  tablemeasures: 'entitymeasures',
  derivedtable: 'derivedentity',
  semantictable: 'semanticentity',
};

/** The process that an operation type stands for, in any case; `undefined` for an unknown operation. */
export function processOf(operation: string): Process | undefined {
  const name = operation.toLowerCase();
  if (Object.hasOwn(TWINS, name)) return TWINS[name];
  if (Object.hasOwn(PROCESSES, name)) return PROCESSES[name];
  return isOther(name) ? name : undefined;
}

/** Whether a process can fire. */
export function isTriggerProcess(process: string): process is TriggerProcess {
  return triggerProcesses.some((known) => known === process);
}

function isOther(name: string): name is OtherOperation {
  return otherOperations.some((known) => known === name);
}

/** The words of events, in plain spelling. */
const STATUS_WORDS: Readonly<Record<RunStatus, readonly string[]>> = {
  succeeded: ['successful', 'succeeded'],
  completedWithWarnings: ['succeededwithwarnings', 'completedwithwarnings'],
  failed: ['failed', 'failure', 'timedout', 'completedwitherrors'],
  canceled: ['aborted', 'canceled', 'cancelled'],
  skipped: ['skipped'],
  deleted: ['deleted'],
  running: ['queued', 'needsupdate', 'running', 'retrying'],
};

/**
 * The words of the status page, which tells failures after the retries from those before them, and of the states of data sources
 * and segments.
 */
const PRODUCT_WORDS: Readonly<Partial<Record<RunStatus, readonly string[]>>> = {
  succeeded: ['updated', 'completedsuccess'],
  completedWithWarnings: ['successfulwithwarnings'],
  failed: [
    ...['failedpermanent', 'failurepermanent', 'failedtimedout', 'failedtimeout', 'timeout'],
    ...['updatefailed', 'completedfailure'],
  ],
  canceled: ['updatecanceled', 'updatecancelled'],
  running: [
    ...['failedretrying', 'failureretrying', 'processing', 'refreshing', 'notstarted', 'draft'],
    ...['updating', 'notupdated'],
  ],
};

function byWord(vocabulary: Readonly<Partial<Record<RunStatus, readonly string[]>>>): [string, RunStatus][] {
  return Object.entries(vocabulary).flatMap(([status, words]) =>
    words.map((word): [string, RunStatus] => [word, status as RunStatus]),
  );
}

const STATUS_BY_WORD = new Map([...byWord(STATUS_WORDS), ...byWord(PRODUCT_WORDS)]);

/** The status that a word stands for, in any spelling and of any of the product's vocabularies; `undefined` for an unknown word. */
export function readStatus(word: string): RunStatus | undefined {
  return STATUS_BY_WORD.get(plainWord(word));
}

/** The words that an event should use as a status. */
export const statusWords: readonly string[] = Object.values(STATUS_WORDS).flat();

/** Whether a run of this status is over. */
export function isFinished(status: RunStatus): status is FinishedStatus {
  return status !== 'running';
}
