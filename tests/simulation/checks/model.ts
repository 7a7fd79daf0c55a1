import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import type { RunEvent, SampleEvent } from '../engine/scenario.ts';

/*
 * The model of what must fire when events are handled one at a time. It follows the specification of the triggers and shares no
 * code with the application.
 */

/** A subscription as its owner created it. */
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

/** An occurrence that a trigger type can fire on. Equal identities mean the same occurrence. */
export interface Occurrence {
  readonly identity: string;
  readonly environmentId: string;
  readonly triggerType: TriggerType;
  /** The name of the data source, segment or measure. */
  readonly name?: string | undefined;
  readonly isFailure?: boolean | undefined;
  readonly submission?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const SUCCESSES: ReadonlySet<string> = new Set(['succeeded', 'succeededWithWarnings', 'completedWithWarnings']);

/** The occurrence of a finished run. Running and canceled runs, and other operations, fire nothing. */
export function occurrenceOfRun(run: RunEvent): Occurrence | undefined {
  const isFailure = run.status === 'failed';
  if (!isFailure && !SUCCESSES.has(run.status)) return undefined;
  const triggerType = runTrigger(run.operation, isFailure);
  if (!triggerType) return undefined;
  const { environment: environmentId, submission } = run;
  const name = run.operation === 'ingestion' ? run.name : undefined;
  const identity = runIdentity({ environmentId, triggerType, name, runId: run.runId });
  return { identity, environmentId, triggerType, name, isFailure, submission };
}

function runTrigger(operation: RunEvent['operation'], isFailure: boolean): TriggerType | undefined {
  if (operation === 'all') return 'full-refresh-completed';
  if (operation === 'merge') return 'unification-refresh-completed';
  if (operation === 'map') return undefined;
  return isFailure ? 'data-source-refresh-failed' : 'data-source-refresh-succeeded';
}

interface RunParts {
  readonly environmentId: string;
  readonly triggerType: TriggerType;
  readonly name?: string | undefined;
  readonly runId: string;
}

/** The identity of a run: it fires at most once per trigger type and data source. */
export function runIdentity({ environmentId, triggerType, name, runId }: RunParts): string {
  return ['run', environmentId, triggerType, name ?? '', runId].join(' | ');
}

/** The change of a metric by an applied sample, whether or not it crosses a threshold. */
export function moveOf(sample: SampleEvent, previous: number | undefined, at: number): Occurrence | undefined {
  const from = previous ?? sample.previousValue;
  if (from === undefined) return undefined;
  const { environment: environmentId, metricType, name, value: to } = sample;
  const triggerType = metricType === 'segment' ? 'segment-threshold-crossed' : 'measure-threshold-crossed';
  return {
    identity: moveIdentity({ environmentId, triggerType, name, from, to, at }),
    environmentId,
    triggerType,
    name,
    from,
    to,
  };
}

interface MoveParts {
  readonly environmentId: string;
  readonly triggerType: TriggerType;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** The identity of a metric's change. */
export function moveIdentity({ environmentId, triggerType, name, from, to, at }: MoveParts): string {
  return ['move', environmentId, triggerType, name, from, to, at].join(' | ');
}

/** Whether an occurrence matches a subscription: `previous <= threshold < value` for a metric, the filters for a run. */
export function isFor(occurrence: Occurrence, { environmentId, triggerType, parameters }: Subscriber): boolean {
  if (environmentId !== occurrence.environmentId || triggerType !== occurrence.triggerType) return false;
  const { dataSource, segment, measure, threshold, submission = 'any', outcome = 'any' } = parameters;
  const { name, from, to, isFailure } = occurrence;
  if (threshold !== undefined) {
    const isCrossed = from !== undefined && to !== undefined && from <= threshold && threshold < to;
    return (segment ?? measure) === name && isCrossed;
  }
  if (dataSource !== undefined && dataSource !== name) return false;
  if (submission !== 'any' && submission !== occurrence.submission) return false;
  return outcome === 'any' || (outcome === 'failed') === isFailure;
}

/** Compares samples by time, then by event id. Positive when `a` is later. */
export function compareSamples(a: { at: number; id: string }, b: { at: number; id: string }): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
