import type { MetricAnswer, ProcessAnswer } from '../../contract/answers.ts';
import { displayInstant, instantToMilliseconds } from '../../domain/instant.ts';
import { processTitle } from '../../domain/status-report.ts';
import type { ProcessRow, StateRow, Stored } from '../store/rows.ts';
import { isPresent, runAnswer } from './read-data-sources.ts';
import { metricAnswer } from './read-metrics.ts';

/** A segmentation is outdated when its segment was evaluated after it: whatever failed in it has been repeated since. */
function isOutdated({ process, name, lastEndedAt }: ProcessRow, segments: readonly Stored<StateRow>[]): boolean {
  if (process !== 'segmentation' || !name) return false;
  const baseline = segments.find(({ data }) => data.name === name)?.data.baseline;
  if (!baseline) return false;
  return instantToMilliseconds(baseline.evaluatedAt) >= instantToMilliseconds(lastEndedAt);
}

/** The rows that tell of the processes of an environment. */
interface ProcessRows {
  readonly dataSources: readonly Stored<ProcessRow>[];
  readonly others: readonly Stored<ProcessRow>[];
  readonly segments: readonly Stored<StateRow>[];
}

/** Each process with its last run: the data sources first. */
export function processAnswers({ dataSources, others, segments }: ProcessRows): ProcessAnswer[] {
  const current = others.filter(({ data }) => !isOutdated(data, segments));
  return [dataSources, current].flatMap((rows) =>
    rows
      .filter(({ data }) => isPresent(data))
      .map(({ data }) => processAnswer(data))
      .toSorted(byTitleAndName),
  );
}

function processAnswer(row: ProcessRow): ProcessAnswer {
  const { process, name, displayName, lastStatus, lastEndedAt } = row;
  const title = processTitle(process);
  return {
    process,
    title,
    name,
    displayName: displayName ?? name ?? title,
    status: lastStatus,
    endedAt: displayInstant(lastEndedAt),
    ...runAnswer(row),
  };
}

/** Each metric that has a value, by its display name. */
export function metricAnswers(rows: readonly Stored<StateRow>[]): MetricAnswer[] {
  return rows.flatMap(({ data }) => metricAnswer(data) ?? []).toSorted(byDisplayName);
}

function byTitleAndName(one: ProcessAnswer, other: ProcessAnswer): number {
  return one.title.localeCompare(other.title) || byDisplayName(one, other);
}

interface Named {
  readonly displayName: string;
}

function byDisplayName(one: Named, other: Named): number {
  return one.displayName.localeCompare(other.displayName);
}
