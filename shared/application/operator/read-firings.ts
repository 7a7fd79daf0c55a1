import type { FiringAnswer } from '../../contract/operator-answers.ts';
import { phrase } from '../../contract/phrase.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import type { Instant } from '../../domain/instant.ts';
import { deliveryView } from '../delivery/delivery-view.ts';
import { notFound } from '../errors.ts';
import type { Deps, Row } from '../ports.ts';
import { deliveriesOfGroup, firingGroup, firingKey, isTimelineKey, timelineKey } from '../store/keys.ts';
import { countedRowsEach } from '../store/page-budget.ts';
import { type ListPage, type ListQuery, pageRows, ROWS_PER_SCAN } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { firingAddress } from '../store/resource-ids.ts';
import { deliveryRow, type FiringRow, firingRow, parseRow, type TimelineRow, timelineRow } from '../store/rows.ts';
import { knownSections } from '../store/sections.ts';
import { countDeliveries, type FiringProgress, readProgress } from './firing-progress.ts';
import { firingSections } from './firing-sections.ts';
import { firingView } from './firing-view.ts';

/** Filters of the list of firings, and its page. */
export interface FiringQuery extends ListQuery {
  readonly environmentId?: string | undefined;
  readonly triggerType?: TriggerType | undefined;
  /** Only firings that were committed at this time or later. */
  readonly since?: Instant | undefined;
}

/** The firings of one environment, or of each, newest first over all topics. Their deliveries are counted, not shown. */
export async function listFirings(deps: Deps, query: FiringQuery): Promise<ListPage<FiringAnswer>> {
  const { value, cursor } = await pageRows(deps, {
    sections: firingSections(deps, query),
    query,
    rowsPerRead: ROWS_PER_SCAN,
    item: (row, partition) => {
      const firing = readFiring(row);
      return firing && isWanted(firing, query) ? { firing, partition } : undefined;
    },
  });
  return { value: await viewsOf(deps, value), cursor };
}

interface Found {
  readonly partition: string;
  readonly firing: TimelineRow;
}

/** A firing of an earlier version has no row on the timeline yet. */
function readFiring(row: Row): TimelineRow | undefined {
  if (isTimelineKey(row.key)) return parseRow(timelineRow, row).data;
  const { data } = parseRow(firingRow, row);
  return data.isOnTimeline ? undefined : data;
}

async function viewsOf(deps: Deps, found: readonly Found[]): Promise<FiringAnswer[]> {
  const byPartition = Map.groupBy(found, ({ partition }) => partition);
  const top = countedRowsEach(byPartition.size);
  const views = await Promise.all(
    [...byPartition].map(async ([partition, firings]) => {
      const progressOf = await readProgress(deps, partition, top);
      return Promise.all(firings.map(async ({ firing }) => firingView(firing, await progressOf(firing))));
    }),
  );
  return views.flat();
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
  const isWhole = cursor === undefined && query.cursor === undefined && firing.data.cursor === undefined;
  const progress = isWhole ? countDeliveries(value) : await progressOfLong(deps, partition, firing.data);
  const deliveries = value.map((delivery) => deliveryView(deps.settings, delivery));
  return { ...firingView(firing.data, progress), deliveries, cursor };
}

/** The progress of a firing with more deliveries than a page, or than have been made. */
async function progressOfLong(deps: Deps, partition: string, firing: FiringRow): Promise<FiringProgress> {
  const key = timelineKey(firing.committedAt, firing.topic, firingGroup(firing.sequence));
  const [progressOf, onTimeline] = await Promise.all([
    readProgress(deps, partition, countedRowsEach(1)),
    readRow(deps.store, { partition, key }, timelineRow),
  ]);
  return progressOf(onTimeline?.data ?? firing);
}

function isWanted(firing: TimelineRow, { triggerType, since }: FiringQuery): boolean {
  return (!triggerType || firing.triggerType === triggerType) && (!since || firing.committedAt >= since);
}
