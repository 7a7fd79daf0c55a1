import { phrase } from '../../contract/phrase.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import type { Instant } from '../../domain/instant.ts';
import { runTopic } from '../../domain/topic.ts';
import { deliveryView, isFinished } from '../delivery/delivery-view.ts';
import { notFound } from '../errors.ts';
import type { Deps, KeyRange } from '../ports.ts';
import { allFirings, deliveriesOfGroup, firingKey, firingsRange, metricFiringsRange } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows, ROWS_PER_SCAN } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { firingAddress } from '../store/resource-ids.ts';
import { deliveryRow, type FiringRow, firingRow, parseRow } from '../store/rows.ts';
import { environmentSections, knownSections } from '../store/sections.ts';
import { type FiringView, firingView } from './firing-view.ts';
import { type IsDone, readUnfinished } from './unfinished-firings.ts';

/** Filters of the list of firings, and its page. */
export interface FiringQuery extends ListQuery {
  readonly environmentId?: string | undefined;
  readonly triggerType?: TriggerType | undefined;
  /** Only firings that were committed at this time or later. */
  readonly since?: Instant | undefined;
}

/** The firings of one environment, or of all; newest first within a topic. Their deliveries are not shown. */
export async function listFirings(deps: Deps, query: FiringQuery): Promise<ListPage<FiringView>> {
  const { value, cursor } = await pageRows(deps, {
    sections: environmentSections(deps, query.environmentId, rangeOf(query.triggerType)),
    query,
    rowsPerRead: ROWS_PER_SCAN,
    item: (row, partition) => {
      const firing = parseRow(firingRow, row).data;
      return isWanted(firing, query) ? { firing, partition } : undefined;
    },
  });
  return { value: await viewsOf(deps, value), cursor };
}

interface Found {
  readonly partition: string;
  readonly firing: FiringRow;
}

async function viewsOf(deps: Deps, found: readonly Found[]): Promise<FiringView[]> {
  const environments = new Map<string, Promise<IsDone>>();
  return Promise.all(
    found.map(async ({ partition, firing }) => {
      const isDone = environments.get(partition) ?? readUnfinished(deps, partition);
      environments.set(partition, isDone);
      return firingView(firing, await (await isDone)(firing));
    }),
  );
}

/**
 * One firing with a page of its deliveries.
 *
 * @throws RequestError 404 when there is none
 */
export async function getFiring(deps: Deps, id: string, query: ListQuery = {}) {
  const { partition, topic, group } = firingAddress(id);
  const firing = await readRow(deps.store, { partition, key: firingKey(topic, group) }, firingRow);
  if (!firing) throw notFound(phrase('error.no-firing'));
  const { value, cursor } = await pageRows(deps, {
    sections: knownSections({ partition, range: deliveriesOfGroup(topic, group) }),
    query,
    item: (row) => parseRow(deliveryRow, row).data,
  });
  const isWhole = cursor === undefined && query.cursor === undefined;
  const isDone = isWhole
    ? firing.data.cursor === undefined && value.every(isFinished)
    : await (await readUnfinished(deps, partition))(firing.data);
  return { ...firingView(firing.data, isDone), deliveries: value.map(deliveryView), cursor };
}

function rangeOf(triggerType: TriggerType | undefined): KeyRange {
  if (triggerType === undefined) return allFirings;
  if (triggerType === 'segment-threshold-crossed') return metricFiringsRange('segment');
  if (triggerType === 'measure-threshold-crossed') return metricFiringsRange('measure');
  return firingsRange(runTopic(triggerType));
}

function isWanted(firing: FiringRow, { triggerType, since }: FiringQuery): boolean {
  return (!triggerType || firing.triggerType === triggerType) && (!since || firing.committedAt >= since);
}
