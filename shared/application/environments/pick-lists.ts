import type { Choice } from '../../contract/answers.ts';
import type { MetricType } from '../../contract/trigger-types.ts';
import { oneLine } from '../../domain/text.ts';
import type { Deps } from '../ports.ts';
import { allDataSources, directory, environmentPartition, metricsRange } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { environmentRow, processRow, stateRow } from '../store/rows.ts';
import { isPresent } from './data-sources.ts';
import { metricAnswer } from './metrics.ts';

/** Choosing it leaves the parameter empty, which counts as absent. */
const ANY: Choice = { value: '', title: 'Any' };

/** What a pick-list offers: all of it, in the order of the titles, as it has no second page. */
export async function environmentChoices(deps: Deps): Promise<Choice[]> {
  const rows = await readAll(deps.store, directory, environmentRow);
  const seen = rows.filter(({ data }) => data.isSeen);
  return choicesOf(seen.map(({ data: { environmentId } }) => ({ name: environmentId, displayName: environmentId })));
}

/** The data sources that are still there; for a filter, with "Any" before them. */
export async function dataSourceChoices(deps: Deps, environmentId: string, includeAny: boolean): Promise<Choice[]> {
  const place = { partition: environmentPartition(environmentId), range: allDataSources };
  const rows = await readAll(deps.store, place, processRow);
  const present = rows.filter(({ data }) => isPresent(data));
  const choices = choicesOf(present.map(({ data: { name = '', displayName = name } }) => ({ name, displayName })));
  return includeAny ? [ANY, ...choices] : choices;
}

export async function metricChoices(deps: Deps, environmentId: string, metricType: MetricType): Promise<Choice[]> {
  const place = { partition: environmentPartition(environmentId), range: metricsRange(metricType) };
  const rows = await readAll(deps.store, place, stateRow);
  return choicesOf(rows.flatMap(({ data }) => metricAnswer(data) ?? []));
}

interface Named {
  readonly name: string;
  readonly displayName: string;
}

/** A title that several share is told apart by the unique name. */
function choicesOf(named: readonly Named[]): Choice[] {
  const sharing = Map.groupBy(named, ({ displayName }) => displayName);
  return named
    .map(({ name, displayName }) => ({
      value: name,
      title: oneLine(sharing.get(displayName)?.length === 1 ? displayName : `${displayName} (${name})`),
    }))
    .toSorted((one, other) => one.title.localeCompare(other.title));
}
