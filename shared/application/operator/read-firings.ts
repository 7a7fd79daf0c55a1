import type { TriggerType } from '../../contract/trigger-types.ts';
import type { Instant } from '../../domain/instant.ts';
import { runTopic } from '../../domain/topic.ts';
import { deliveryView, isFinished } from '../delivery/delivery-view.ts';
import { notFound } from '../errors.ts';
import type { Deps, KeyRange } from '../ports.ts';
import { partitionsOf } from '../store/environments.ts';
import {
  allFirings,
  deliveriesOfGroup,
  firingGroup,
  firingKey,
  firingsRange,
  metricFiringsRange,
} from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows, ROWS_PER_SCAN } from '../store/pagination.ts';
import { readAll, readRow, scan } from '../store/read-rows.ts';
import { firingAddress } from '../store/resource-ids.ts';
import { deliveryRow, type FiringRow, firingRow, parseRow } from '../store/rows.ts';
import { type FiringView, firingView } from './firing-view.ts';

/** Filters of the list of firings, and its page. */
export interface FiringQuery extends ListQuery {
  readonly environmentId?: string | undefined;
  readonly triggerType?: TriggerType | undefined;
  /** Only firings that were committed at this time or later. */
  readonly since?: Instant | undefined;
}

/** The firings of one environment, or of all; newest first within a topic. Their deliveries are not shown. */
export async function listFirings(deps: Deps, query: FiringQuery): Promise<ListPage<FiringView>> {
  const partitions = await partitionsOf(deps, query.environmentId);
  const range = rangeOf(query.triggerType);
  const { value, cursor } = await pageRows(deps, {
    sections: partitions.map((partition) => ({ partition, range })),
    query,
    rowsPerRead: ROWS_PER_SCAN,
    item: (row, partition) => {
      const firing = parseRow(firingRow, row).data;
      return isWanted(firing, query) ? { firing, partition } : undefined;
    },
  });
  const views = value.map(async ({ firing, partition }) => firingView(firing, await isDone(deps, partition, firing)));
  return { value: await Promise.all(views), cursor };
}

/**
 * One firing with its deliveries.
 *
 * @throws RequestError 404 when there is none
 */
export async function getFiring(deps: Deps, id: string) {
  const { partition, topic, group } = firingAddress(id);
  const firing = await readRow(deps.store, { partition, key: firingKey(topic, group) }, firingRow);
  if (!firing) throw notFound('no such firing; it may be too old to be kept');
  const rows = await readAll(deps.store, { partition, range: deliveriesOfGroup(topic, group) }, deliveryRow);
  const done = !firing.data.cursor && rows.every(({ data }) => isFinished(data));
  return { ...firingView(firing.data, done), deliveries: rows.map(({ data }) => deliveryView(data)) };
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

/** Whether all deliveries of a firing are finished. Reads only up to the first page with one that is not. */
async function isDone(deps: Deps, partition: string, { topic, sequence, cursor }: FiringRow): Promise<boolean> {
  if (cursor) return false;
  const range = deliveriesOfGroup(topic, firingGroup(sequence));
  for await (const { data } of scan(deps.store, { partition, range }, deliveryRow)) if (!isFinished(data)) return false;
  return true;
}
