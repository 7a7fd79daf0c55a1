import type { StatusReport } from '../../contract/answers.ts';
import type { Language } from '../../contract/languages.ts';
import { phrase } from '../../contract/phrase.ts';
import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { reportAsText } from '../../domain/report-formats.ts';
import { outlineOf } from '../../domain/status-report.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { allDataSources, allProcesses, ENVIRONMENTS, environmentPartition, metricsRange } from '../store/keys.ts';
import { fitting } from '../store/page-budget.ts';
import { readFirst, readRow } from '../store/read-rows.ts';
import { environmentRow, processRow, stateRow } from '../store/rows.ts';
import { metricAnswers, processAnswers } from './process-answers.ts';

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
  const processes = processAnswers(language, { dataSources, others, segments });
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

function unknownEnvironment(environmentId: string): RequestError {
  return notFound(phrase('error.environment-unknown', { environment: environmentId }), 'environmentId');
}
