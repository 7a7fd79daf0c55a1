import type { Choice } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import type { MetricType } from '../../contract/trigger-types.ts';
import type { Deps } from '../ports.ts';
import { choicesOf } from '../store/choices.ts';
import { allDataSources, directory, environmentPartition, metricsRange } from '../store/keys.ts';
import { readFirst } from '../store/read-rows.ts';
import { environmentRow, processRow, stateRow } from '../store/rows.ts';
import { isPresent } from './read-data-sources.ts';
import { metricAnswer } from './read-metrics.ts';

/** An empty value counts as an absent parameter. The bracket keeps it first where a designer sorts by title. */
const ANY: Choice = { value: '', title: phrase('choice.any-data-source') };

/** The environments that events have named, by title. A pick-list has a single page, and so a limit: a thousand rows. */
export async function environmentChoices(deps: Deps): Promise<Choice[]> {
  const { rows } = await readFirst(deps.store, directory, environmentRow);
  const seen = rows.filter(({ data }) => data.isSeen);
  return choicesOf(seen.map(({ data: { environmentId } }) => ({ name: environmentId, displayName: environmentId })));
}

/** The data sources that exist, by title; with `includeAny`, the choice of any comes first. */
export async function dataSourceChoices(deps: Deps, environmentId: string, includeAny: boolean): Promise<Choice[]> {
  const stretch = { partition: environmentPartition(environmentId), range: allDataSources };
  const { rows } = await readFirst(deps.store, stretch, processRow);
  const present = rows.filter(({ data }) => isPresent(data));
  const choices = choicesOf(present.map(({ data: { name = '', displayName = name } }) => ({ name, displayName })));
  return includeAny ? [ANY, ...choices] : choices;
}

/** The segments or measures that have a value, by title. */
export async function metricChoices(deps: Deps, environmentId: string, metricType: MetricType): Promise<Choice[]> {
  const stretch = { partition: environmentPartition(environmentId), range: metricsRange(metricType) };
  const { rows } = await readFirst(deps.store, stretch, stateRow);
  return choicesOf(rows.flatMap(({ data }) => metricAnswer(data) ?? []));
}
