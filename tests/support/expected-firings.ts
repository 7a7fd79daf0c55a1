import type { TriggerType } from '../../shared/contract/trigger-types.ts';

/*
 * The model of what must fire, for all suites. It follows the words of the contract and takes nothing from the application but
 * the names of the trigger types, so a fault in the application cannot hide in the expectation.
 */

/** A subscription, as far as it decides which firings it receives. */
export interface Subscriber {
  readonly environmentId: string;
  readonly triggerType: TriggerType;
  readonly parameters: {
    readonly dataSource?: string;
    readonly segment?: string;
    readonly measure?: string;
    readonly threshold?: number;
    readonly submission?: string;
    readonly outcome?: string;
  };
}

/** A report on a run, as far as it decides what fires. */
export interface RunReport {
  readonly environmentId: string;
  readonly operation: string;
  readonly status: string;
  readonly runId: string;
  readonly name?: string | undefined;
  readonly submission?: string | undefined;
}

/** A sample of one metric. `at` only has to order. */
export interface Sample {
  readonly at: number;
  readonly eventId: string;
  readonly value: number;
  readonly previousValue?: number | undefined;
}

/** The metric that a sample belongs to. */
export interface Metric {
  readonly environmentId: string;
  readonly metricType: 'segment' | 'measure';
  readonly name: string;
}

/** A change of a metric's value by a sample that applies, whether or not it crosses a threshold. */
export interface Change {
  readonly from: number;
  readonly to: number;
}

/** A firing that must exist. Two of the same identity are one. */
export interface ExpectedFiring {
  readonly identity: string;
  readonly environmentId: string;
  readonly triggerType: TriggerType;
  /** The data source, segment or measure. */
  readonly name?: string | undefined;
  readonly isFailure?: boolean | undefined;
  readonly submission?: string | undefined;
  readonly change?: Change | undefined;
}

/** What a webhook's payload or a stored firing says. */
export interface FiringFacts {
  readonly environmentId: string;
  readonly triggerType: TriggerType;
  readonly runId?: string | undefined;
  readonly dataSourceName?: string | undefined;
  readonly segmentName?: string | undefined;
  readonly measureName?: string | undefined;
  readonly status?: string | undefined;
  readonly submission?: string | undefined;
  readonly value?: number | undefined;
  readonly previousValue?: number | undefined;
  readonly evaluatedAt?: string | undefined;
}

const SUCCESSES: ReadonlySet<string> = new Set(['succeeded', 'succeededWithWarnings', 'completedWithWarnings']);

/** The firing of a run: a run that ended fires; a running or canceled one and every other operation do not. */
export function firingOfRun(run: RunReport): ExpectedFiring | undefined {
  const isFailure = run.status === 'failed';
  if (!isFailure && !SUCCESSES.has(run.status)) return undefined;
  const triggerType = triggerTypeOf(run.operation, isFailure);
  if (!triggerType) return undefined;
  const { environmentId, runId, submission } = run;
  const name = run.operation === 'ingestion' ? run.name : undefined;
  const common = { environmentId, triggerType, name };
  return { ...common, identity: runIdentity(common, runId), isFailure, submission };
}

function triggerTypeOf(operation: string, isFailure: boolean): TriggerType | undefined {
  if (operation === 'all') return 'full-refresh-completed';
  if (operation === 'merge') return 'unification-refresh-completed';
  if (operation !== 'ingestion') return undefined;
  return isFailure ? 'data-source-refresh-failed' : 'data-source-refresh-succeeded';
}

/** The firing of a metric's change by a sample that applies. */
export function firingOfChange(
  { environmentId, metricType, name }: Metric,
  change: Change,
  at: number,
): ExpectedFiring {
  const triggerType = metricType === 'segment' ? 'segment-threshold-crossed' : 'measure-threshold-crossed';
  const common = { environmentId, triggerType, name } as const;
  return { ...common, identity: changeIdentity(common, change, at), change };
}

/** The firing that a webhook or a stored firing tells of. */
export function firingOfFacts({ environmentId, triggerType, ...facts }: FiringFacts): ExpectedFiring {
  const { runId, status, submission, value, previousValue, evaluatedAt } = facts;
  const name = facts.dataSourceName ?? facts.segmentName ?? facts.measureName;
  const common = { environmentId, triggerType, name };
  if (value === undefined) {
    return { ...common, identity: runIdentity(common, String(runId)), isFailure: status === 'failed', submission };
  }
  const change = { from: Number(previousValue), to: Number(value) };
  return { ...common, identity: changeIdentity(common, change, Date.parse(String(evaluatedAt))), change };
}

type Common = Pick<ExpectedFiring, 'environmentId' | 'triggerType' | 'name'>;

/** One run fires at most once per trigger type and data source. */
function runIdentity({ environmentId, triggerType, name = '' }: Common, runId: string): string {
  return ['run', environmentId, triggerType, name, runId].join(' | ');
}

function changeIdentity({ environmentId, triggerType, name = '' }: Common, { from, to }: Change, at: number): string {
  return ['change', environmentId, triggerType, name, from, to, at].join(' | ');
}

/** The filters of a subscription: a crossed threshold for a metric; data source, submission and outcome for a run. */
export function isFor(firing: ExpectedFiring, { environmentId, triggerType, parameters }: Subscriber): boolean {
  if (environmentId !== firing.environmentId || triggerType !== firing.triggerType) return false;
  const { dataSource, segment, measure, threshold, submission = 'any', outcome = 'any' } = parameters;
  const { name, change, isFailure } = firing;
  if (threshold !== undefined) {
    return (segment ?? measure) === name && change !== undefined && crossesAbove(change, threshold);
  }
  if (dataSource !== undefined && dataSource !== name) return false;
  if (submission !== 'any' && submission !== firing.submission) return false;
  return outcome === 'any' || (outcome === 'failed') === isFailure;
}

/** `previous <= threshold < value`; equality is not above. */
export function crossesAbove({ from, to }: Change, threshold: number): boolean {
  return from <= threshold && threshold < to;
}

/** Positive when `a` is the later one: by time, then by event ID. */
export function compareSamples(a: Pick<Sample, 'at' | 'eventId'>, b: Pick<Sample, 'at' | 'eventId'>): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.eventId === b.eventId) return 0;
  return a.eventId < b.eventId ? -1 : 1;
}

/** The samples of one metric that apply when taken in this order: each is later than all before it. */
export function appliedSamples<S extends Sample>(samples: readonly S[]): S[] {
  const applied: S[] = [];
  for (const sample of samples) {
    const last = applied.at(-1);
    if (!last || compareSamples(sample, last) > 0) applied.push(sample);
  }
  return applied;
}

/**
 * The change that a sample makes after the value before it. The first value of a metric is a baseline and no change, unless it
 * brings its own previous value.
 */
export function changeOf(sample: Omit<Sample, 'at' | 'eventId'>, previous: number | undefined): Change | undefined {
  const from = previous ?? sample.previousValue;
  return from === undefined ? undefined : { from, to: sample.value };
}

/** The samples of one metric that make a change when taken in this order, each with its change. */
export function changesOf<S extends Sample>(samples: readonly S[]): { readonly sample: S; readonly change: Change }[] {
  const applied = appliedSamples(samples);
  return applied.flatMap((sample, index) => {
    const change = changeOf(sample, applied[index - 1]?.value);
    return change ? [{ sample, change }] : [];
  });
}
