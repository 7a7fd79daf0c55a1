import type { StatusReport } from '../../contract/answers.ts';
import type { Language } from '../../contract/languages.ts';
import { phrase } from '../../contract/phrase.ts';
import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { reportAsHtml, reportAsText } from '../../domain/report-formats.ts';
import { outlineOf, type ReportFacts } from '../../domain/status-report.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { allDataSources, allProcesses, ENVIRONMENTS, environmentPartition, metricsRange } from '../store/keys.ts';
import { fitting } from '../store/page-budget.ts';
import { readFirst, readRow } from '../store/read-rows.ts';
import { environmentRow, processRow, stateRow } from '../store/rows.ts';
import { metricAnswers, processAnswers } from './process-answers.ts';

/** A response has at most 1 MiB. Each of the parts has a thousand rows at most. */
const MAX_BYTES = 1_000_000;

/** What the facts may take of a response that has no text, by parts. */
const FACTS_BYTES = { processes: 250_000, metrics: 100_000 };

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
  return fittingReport(language, {
    environmentId,
    createdAt: displayInstant(instantFromMilliseconds(deps.clock.now())),
    failedCount: processes.filter(({ status }) => status === 'failed').length,
    processes,
    segments: metricAnswers(language, segments),
    measures: metricAnswers(language, measures),
  });
}

/**
 * The report with as much of the facts as a response holds: text and HTML say everything once more, and marks may take several
 * times their bytes in HTML. Eighths of the facts fit whatever they hold.
 */
function fittingReport(language: Language, facts: ReportFacts, part = 1): StatusReport {
  const some = {
    ...facts,
    processes: fitting(facts.processes, FACTS_BYTES.processes * part),
    segments: fitting(facts.segments, FACTS_BYTES.metrics * part),
    measures: fitting(facts.measures, FACTS_BYTES.metrics * part),
  };
  const outline = outlineOf(language, some);
  const report = { ...some, text: reportAsText(outline), html: reportAsHtml(outline) };
  const isFit = Buffer.byteLength(JSON.stringify(report)) <= MAX_BYTES;
  return isFit || part <= 1 / 8 ? report : fittingReport(language, facts, part / 2);
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
