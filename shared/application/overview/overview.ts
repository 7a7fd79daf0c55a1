import type { Language } from '../../contract/languages.ts';
import type { HealthAnswer, OverviewAnswer, OverviewPart } from '../../contract/operator-answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { metricAnswers, processAnswers } from '../environments/process-answers.ts';
import { notFound } from '../errors.ts';
import { progressOf } from '../operator/firing-progress.ts';
import { firingView } from '../operator/firing-view.ts';
import type { Deps } from '../ports.ts';
import { isDataSourceKey, isMetricKey } from '../store/keys.ts';
import { fitting } from '../store/page-budget.ts';
import { deadLettersPart } from './dead-letters-part.ts';
import { inFlightPart } from './in-flight-part.ts';
import { type OverviewRows, readOverviewRows } from './read-overview-rows.ts';
import { subscriptionsPart, thresholdsPart } from './subscriptions-part.ts';

/** A response has at most 1 MiB. The parts with a fixed number of items take the rest. */
const MAX_BYTES = { processes: 250_000, metrics: 100_000, thresholds: 200_000 };

/**
 * What an operator wants to know of an environment at first sight. It costs ten requests of the table, whatever is stored: what
 * is more than that shows is cut, and the answer says so.
 *
 * @throws RequestError 404 for an environment that neither an event nor a subscription has named
 */
export async function readOverview(
  deps: Pick<Deps, 'store' | 'clock' | 'settings'>,
  { environmentId, language }: { readonly environmentId: string; readonly language: Language },
  checkHealth: () => Promise<{ healthy: boolean; dependencies: HealthAnswer['dependencies'] }>,
): Promise<OverviewAnswer> {
  const rows = await readOverviewRows(deps, environmentId);
  if (!rows.isNamed) throw unknownEnvironment(environmentId);
  const { healthy, dependencies } = await checkHealth();
  const now = instantFromMilliseconds(deps.clock.now());
  const processes = processesPart(language, rows);
  const metrics = metricsPart(language, rows);
  const thresholds = thresholdsPart(rows);
  const shownThresholds = fitting(thresholds, MAX_BYTES.thresholds);
  return {
    environmentId,
    createdAt: displayInstant(now),
    health: { status: healthy ? 'healthy' : 'unhealthy', dependencies },
    cut: cutParts(rows, {
      processes: processes.isCut,
      metrics: metrics.isCut,
      thresholds: shownThresholds.length < thresholds.length,
    }),
    processes: processes.value,
    segments: metrics.segments,
    measures: metrics.measures,
    subscriptions: subscriptionsPart(deps.settings, rows),
    thresholds: shownThresholds,
    inFlight: inFlightPart(rows, now),
    deadLetters: deadLettersPart(rows, environmentId),
    firings: firingsPart(rows),
  };
}

function processesPart(language: Language, { processes, metrics }: OverviewRows) {
  const all = processAnswers(language, {
    dataSources: processes.rows.filter(({ key }) => isDataSourceKey(key)),
    others: processes.rows.filter(({ key }) => !isDataSourceKey(key)),
    segments: metrics.rows.filter(({ key }) => isMetricKey('segment', key)),
  });
  const value = fitting(all, MAX_BYTES.processes);
  return { value, isCut: value.length < all.length };
}

function metricsPart(language: Language, { metrics }: OverviewRows) {
  const [segments = [], measures = []] = (['segment', 'measure'] as const).map((type) =>
    metricAnswers(
      language,
      metrics.rows.filter(({ key }) => isMetricKey(type, key)),
    ),
  );
  const shown = { segments: fitting(segments, MAX_BYTES.metrics), measures: fitting(measures, MAX_BYTES.metrics) };
  const isCut = shown.segments.length < segments.length || shown.measures.length < measures.length;
  return { ...shown, isCut };
}

function firingsPart({ firings, work, waiting, deadLetters }: OverviewRows): OverviewAnswer['firings'] {
  const progress = progressOf({
    work: work.rows,
    waiting: waiting.rows,
    deadLetters: deadLetters.rows,
    isComplete: work.isComplete && waiting.isComplete && deadLetters.isComplete,
  });
  // What cannot be counted here is not said to be done.
  return firings.rows.map(({ data }) => firingView(data, progress(data) ?? { isDone: false }));
}

type Cut = Partial<Record<OverviewPart, boolean>>;

function cutParts(rows: OverviewRows, cut: Cut): OverviewPart[] {
  const { processes, metrics, subscriptions, circuits, work, waiting, deadLetters, deadEvents } = rows;
  const isCut: Record<OverviewPart, boolean> = {
    processes: cut.processes || !processes.isComplete,
    metrics: cut.metrics || !metrics.isComplete,
    subscriptions: !subscriptions.isComplete || !circuits.isComplete,
    thresholds: cut.thresholds || !subscriptions.isComplete,
    inFlight: !work.isComplete || !waiting.isComplete,
    deadLetters: !deadLetters.isComplete,
    deadEvents: !deadEvents.isComplete,
  };
  return (Object.keys(isCut) as OverviewPart[]).filter((part) => isCut[part]);
}

function unknownEnvironment(environmentId: string) {
  return notFound(phrase('error.environment-not-named', { environment: environmentId }), 'environmentId');
}
