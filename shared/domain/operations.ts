/** How a run stands. The first three are finished and may fire; `canceled`, `skipped` and `deleted` are finished and never do. */
export type RunStatus =
  | 'succeeded'
  | 'completedWithWarnings'
  | 'failed'
  | 'canceled'
  | 'skipped'
  | 'deleted'
  | 'running';

/** What a trigger type is about: a data source, unification, or everything. */
export type TriggerProcess = 'data-source' | 'unification' | 'full-refresh';

export type Process = TriggerProcess | OtherOperation;

/**
 * The operation types of Customer Insights that fire nothing, in lower case, with the words that people read: its REST API of
 * 2020-08, what 2021-09 added, and the event table of its diagnostic settings.
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

export type OtherOperation = keyof typeof otherOperations;

const PROCESSES: Readonly<Record<string, TriggerProcess>> = {
  ingestion: 'data-source',
  merge: 'unification',
  unification: 'unification',
  all: 'full-refresh',
};

type Operation =
  | { readonly kind: 'trigger-process'; readonly process: TriggerProcess }
  | { readonly kind: 'other'; readonly process: OtherOperation }
  | { readonly kind: 'unknown' };

/** What an operation type, in any case, means here. */
export function readOperation(text: string): Operation {
  const name = text.toLowerCase();
  const process = Object.hasOwn(PROCESSES, name) ? PROCESSES[name] : undefined;
  if (process) return { kind: 'trigger-process', process };
  return isOther(name) ? { kind: 'other', process: name } : { kind: 'unknown' };
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

/** The status that a word of any of the product's vocabularies stands for; `undefined` for an unknown word. */
export function readStatus(word: string): RunStatus | undefined {
  return STATUS_BY_WORD.get(word.toLowerCase());
}

export const statusWords: readonly string[] = [...STATUS_BY_WORD.keys()];

/** Whether a run of this status is over. */
export function isFinished(status: RunStatus): boolean {
  return status !== 'running';
}
