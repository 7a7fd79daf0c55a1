import type { MetricAnswer, ProcessAnswer } from '../../contract/answers.ts';
import type { Language } from '../../contract/languages.ts';
import { displayInstant, instantToMilliseconds } from '../../domain/instant.ts';
import { processTitle } from '../../domain/operations.ts';
import { render } from '../../domain/render-text.ts';
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

/** Each process with its last run, in the order of a language: the data sources first. */
export function processAnswers(language: Language, { dataSources, others, segments }: ProcessRows): ProcessAnswer[] {
  const current = others.filter(({ data }) => !isOutdated(data, segments));
  const compare = new Intl.Collator(language).compare;
  return [dataSources, current].flatMap((rows) =>
    rows
      .filter(({ data }) => isPresent(data))
      .map(({ data }) => processAnswer(language, data))
      .toSorted((one, other) => compare(one.title, other.title) || compare(one.displayName, other.displayName)),
  );
}

function processAnswer(language: Language, row: ProcessRow): ProcessAnswer {
  const { process, name, displayName, lastStatus, lastEndedAt } = row;
  const words = processTitle(process);
  const title = typeof words === 'string' ? words : render(language, words);
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

/** Each metric that has a value, by its display name in the order of a language. */
export function metricAnswers(language: Language, rows: readonly Stored<StateRow>[]): MetricAnswer[] {
  const compare = new Intl.Collator(language).compare;
  return rows
    .flatMap(({ data }) => metricAnswer(data) ?? [])
    .toSorted((one, other) => compare(one.displayName, other.displayName));
}
