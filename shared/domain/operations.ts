import type { FinishedStatus, RunStatus } from '../contract/run-status.ts';

/** The processes that trigger types are about. */
export type TriggerProcess = 'data-source' | 'unification' | 'full-refresh';

/** What a run is a run of. */
export type Process = TriggerProcess | OtherOperation;

/**
 * The operation types of Customer Insights that fire nothing, in lower case, with their titles. Sources: the REST API of
 * 2020-08, the additions of 2021-09, and the event table of the diagnostic settings.
 */
export const otherOperations = {
  none: 'None',
  derivedentity: 'Derived entities',
  datapreparation: 'Data preparation',
  map: 'Map',
  match: 'Match',
  profilestore: 'Customer profiles',
  search: 'Search',
  activity: 'Activities',
  attributemeasures: 'Customer attributes',
  entitymeasures: 'Customer and business measures',
  measures: 'Measures',
  segmentation: 'Segments',
  enrichment: 'Enrichments',
  intelligence: 'Intelligence',
  aibuilder: 'AI Builder',
  insights: 'Insights',
  export: 'Exports',
  modelmanagement: 'Model management',
  relationship: 'Relationships',
  roleassignment: 'Role assignment',
  analysis: 'Analysis',
  hierarchy: 'Hierarchies',
  realtimem3search: 'Real-time search',
  contact: 'Contacts',
  segmentmembership: 'Segment membership',
  preenrichment: 'Data source enrichments',
  transform: 'Transformations',
  semanticentity: 'Semantic entities',
} as const;

/** An operation type that fires nothing. */
export type OtherOperation = keyof typeof otherOperations;

const TRIGGER_TITLES: Readonly<Record<TriggerProcess, string>> = {
  'data-source': 'Data source',
  unification: 'Unification',
  'full-refresh': 'Full refresh',
};

/** The title of every process. */
export const processTitles: Readonly<Record<Process, string>> = { ...TRIGGER_TITLES, ...otherOperations };

const PROCESSES: Readonly<Record<string, TriggerProcess>> = {
  ingestion: 'data-source',
  merge: 'unification',
  unification: 'unification',
  all: 'full-refresh',
};

/** The process that an operation type stands for, in any case; `undefined` for an unknown operation. */
export function processOf(operation: string): Process | undefined {
  const name = operation.toLowerCase();
  if (Object.hasOwn(PROCESSES, name)) return PROCESSES[name];
  return isOther(name) ? name : undefined;
}

/** Whether a process can fire. */
export function isTriggerProcess(process: Process): process is TriggerProcess {
  return Object.hasOwn(TRIGGER_TITLES, process);
}

function isOther(name: string): name is OtherOperation {
  return Object.hasOwn(otherOperations, name);
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

/** The status that a word stands for, in any case and of any of the product's vocabularies; `undefined` for an unknown word. */
export function readStatus(word: string): RunStatus | undefined {
  return STATUS_BY_WORD.get(word.toLowerCase());
}

/** Every word that is read as a status. */
export const statusWords: readonly string[] = [...STATUS_BY_WORD.keys()];

/** Whether a run of this status is over. */
export function isFinished(status: RunStatus): status is FinishedStatus {
  return status !== 'running';
}
