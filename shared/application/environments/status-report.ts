import type { ProcessAnswer, StatusReport } from '../../contract/answers.ts';
import type { Language } from '../../contract/languages.ts';
import { phrase } from '../../contract/phrase.ts';
import { displayInstant, instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import { processTitle } from '../../domain/operations.ts';
import { render } from '../../domain/render-text.ts';
import { reportAsText } from '../../domain/report-formats.ts';
import { outlineOf } from '../../domain/status-report.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { allDataSources, allProcesses, ENVIRONMENTS, environmentPartition, metricsRange } from '../store/keys.ts';
import { fitting } from '../store/page-budget.ts';
import { readFirst, readRow } from '../store/read-rows.ts';
import { environmentRow, type ProcessRow, processRow, type StateRow, type Stored, stateRow } from '../store/rows.ts';
import { isPresent, runAnswer } from './read-data-sources.ts';
import { metricAnswer } from './read-metrics.ts';

/** A response has at most 1 MiB, and the text says everything once more. Each of the parts has a thousand rows at most. */
const MAX_BYTES = { processes: 250_000, metrics: 100_000 };

/**
 * Reports the last run of each process and the last value of each metric of an environment.
 *
 * @throws RequestError 404 when no event has named the environment
 */
export async function reportStatus(
  deps: Deps,
  environmentId: string,
  language: Language = 'en',
): Promise<StatusReport> {
  const { isSeen, dataSources, others, segments, measures } = await readEnvironment(deps, environmentId);
  if (!isSeen) throw unknownEnvironment(environmentId);
  const current = others.filter(({ data }) => !isOutdated(data, segments));
  const inWords = (rows: readonly Stored<ProcessRow>[]) => processAnswers(language, rows);
  const processes = [...inWords(dataSources), ...inWords(current)];
  const facts = {
    environmentId,
    createdAt: displayInstant(instantFromMilliseconds(deps.clock.now())),
    failedCount: processes.filter(({ status }) => status === 'failed').length,
    processes: fitting(processes, MAX_BYTES.processes),
    segments: fitting(metricAnswers(language, segments), MAX_BYTES.metrics),
    measures: fitting(metricAnswers(language, measures), MAX_BYTES.metrics),
  };
  return { ...facts, text: reportAsText(outlineOf(language, facts)) };
}

async function readEnvironment(deps: Deps, environmentId: string) {
  const { store } = deps;
  const partition = environmentPartition(environmentId);
  const [environment, dataSources, others, segments, measures] = await Promise.all([
    readRow(store, { partition: ENVIRONMENTS, key: partition }, environmentRow),
    readFirst(store, { partition, range: allDataSources }, processRow),
    readFirst(store, { partition, range: allProcesses }, processRow),
    readFirst(store, { partition, range: metricsRange('segment') }, stateRow),
    readFirst(store, { partition, range: metricsRange('measure') }, stateRow),
  ]);
  return {
    isSeen: environment?.data.isSeen === true,
    dataSources: dataSources.rows,
    others: others.rows,
    segments: segments.rows,
    measures: measures.rows,
  };
}

/** A segmentation is outdated when its segment was evaluated after it: whatever failed in it has been repeated since. */
function isOutdated({ process, name, lastEndedAt }: ProcessRow, segments: readonly Stored<StateRow>[]): boolean {
  if (process !== 'segmentation' || !name) return false;
  const baseline = segments.find(({ data }) => data.name === name)?.data.baseline;
  if (!baseline) return false;
  return instantToMilliseconds(baseline.evaluatedAt) >= instantToMilliseconds(lastEndedAt);
}

function processAnswers(language: Language, rows: readonly Stored<ProcessRow>[]): ProcessAnswer[] {
  const present = rows.filter(({ data }) => isPresent(data));
  const compare = new Intl.Collator(language).compare;
  return present
    .map(({ data }) => processAnswer(language, data))
    .toSorted((one, other) => compare(one.title, other.title) || compare(one.displayName, other.displayName));
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

function metricAnswers(language: Language, rows: readonly Stored<StateRow>[]) {
  const compare = new Intl.Collator(language).compare;
  return rows
    .flatMap(({ data }) => metricAnswer(data) ?? [])
    .toSorted((one, other) => compare(one.displayName, other.displayName));
}

function unknownEnvironment(environmentId: string): RequestError {
  return notFound(phrase('error.environment-unknown', { environment: environmentId }), 'environmentId');
}
