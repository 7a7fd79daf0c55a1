import type { SubscriptionAnswer } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { notFound } from '../errors.ts';
import type { Deps, Row } from '../ports.ts';
import { allSubscriptions, circuitKey, circuitsOf, waitingOf, waitingRange } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows } from '../store/pagination.ts';
import { readFirst, readRow } from '../store/read-rows.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';
import { circuitRow, parseRow, type Stored, type SubscriptionRow, subscriptionRow, waitingRow } from '../store/rows.ts';
import { environmentSections } from '../store/sections.ts';
import { subscriptionView, subscriptionViews } from './subscription-view.ts';

/** Filters of the list of subscriptions, and its page. */
export interface SubscriptionQuery extends ListQuery {
  readonly environmentId?: string | undefined;
  readonly triggerType?: string | undefined;
  readonly status?: string | undefined;
}

/**
 * Finds a subscription by its id.
 *
 * @throws RequestError 404 when there is none
 */
export async function findSubscription(
  deps: Deps,
  id: string,
): Promise<{ address: SubscriptionAddress; row: Stored<SubscriptionRow> }> {
  const address = subscriptionAddress(id);
  const row = await readRow(deps.store, address, subscriptionRow);
  if (row) return { address, row };
  throw notFound(phrase('error.no-subscription'));
}

/**
 * One subscription, as the API shows it.
 *
 * @throws RequestError 404 when there is none
 */
export async function getSubscription(deps: Deps, id: string): Promise<SubscriptionAnswer> {
  const { row } = await findSubscription(deps, id);
  return viewOf(deps, row.data);
}

async function viewOf(deps: Deps, subscription: SubscriptionRow): Promise<SubscriptionAnswer> {
  const health = await readHealth(deps, subscriptionAddress(subscription.id));
  return subscriptionView(deps.settings, { subscription, ...health });
}

async function readHealth({ store }: Pick<Deps, 'store'>, { partition, topic, suffix }: SubscriptionAddress) {
  const [circuit, waiting] = await Promise.all([
    readRow(store, { partition, key: circuitKey(topic, suffix) }, circuitRow),
    store.range(partition, waitingRange(topic, suffix)),
  ]);
  return { circuit: circuit?.data, waitingCount: waiting.rows.length };
}

/** The subscriptions of one environment, or of all. */
export async function listSubscriptions(deps: Deps, query: SubscriptionQuery): Promise<ListPage<SubscriptionAnswer>> {
  const sections = environmentSections(deps, query.environmentId, allSubscriptions);
  const { value, cursor } = await pageRows(deps, { sections, query, item: (row) => wantedRow(query, row) });
  const byPartition = Map.groupBy(value, (row) => subscriptionAddress(row.data.id).partition);
  const views = await Promise.all([...byPartition].map(([partition, rows]) => viewsOf(deps, partition, rows)));
  return { value: views.flat(), cursor };
}

function wantedRow({ triggerType, status }: SubscriptionQuery, row: Row): Stored<SubscriptionRow> | undefined {
  const stored = parseRow(subscriptionRow, row);
  if (triggerType && stored.data.triggerType !== triggerType) return undefined;
  return status && stored.data.status !== status ? undefined : stored;
}

/** The subscriptions of one environment in key order: their circuits and what waits for them are read together. */
async function viewsOf(deps: Deps, partition: string, rows: readonly Stored<SubscriptionRow>[]) {
  const [first, last] = [rows.at(0)?.key ?? '', rows.at(-1)?.key ?? ''];
  const [circuits, waiting] = await Promise.all([
    readFirst(deps.store, { partition, range: circuitsOf(first, last) }, circuitRow),
    readFirst(deps.store, { partition, range: waitingOf(first, last) }, waitingRow),
  ]);
  if (!circuits.isComplete || !waiting.isComplete) return Promise.all(rows.map(({ data }) => viewOf(deps, data)));
  return subscriptionViews(deps.settings, rows, { circuits: circuits.rows, waiting: waiting.rows });
}
