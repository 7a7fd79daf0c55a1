import type { SubscriptionAnswer } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { notFound } from '../errors.ts';
import type { Deps, Row } from '../ports.ts';
import { allSubscriptions, circuitKey, circuitsOf, waitingOf, waitingRange } from '../store/keys.ts';
import { countedRowsEach } from '../store/page-budget.ts';
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
  const { address, row } = await findSubscription(deps, id);
  const { partition, topic, suffix } = address;
  const [circuit, waiting] = await Promise.all([
    readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow),
    readFirst(deps.store, { partition, range: waitingRange(topic, suffix) }, waitingRow),
  ]);
  const waitingCount = waiting.rows.length;
  return subscriptionView(deps.settings, { subscription: row.data, circuit: circuit?.data, waitingCount });
}

/** The subscriptions of one environment, or of all. */
export async function listSubscriptions(deps: Deps, query: SubscriptionQuery): Promise<ListPage<SubscriptionAnswer>> {
  const sections = environmentSections(deps, query.environmentId, allSubscriptions);
  const { value, cursor } = await pageRows(deps, { sections, query, item: (row) => wantedRow(query, row) });
  const byPartition = Map.groupBy(value, (row) => subscriptionAddress(row.data.id).partition);
  const top = countedRowsEach(byPartition.size);
  const views = await Promise.all([...byPartition].map(([partition, rows]) => viewsOf(deps, { partition, rows, top })));
  return { value: views.flat(), cursor };
}

function wantedRow({ triggerType, status }: SubscriptionQuery, row: Row): Stored<SubscriptionRow> | undefined {
  const stored = parseRow(subscriptionRow, row);
  if (triggerType && stored.data.triggerType !== triggerType) return undefined;
  return status && stored.data.status !== status ? undefined : stored;
}

/** Subscriptions of one environment in key order. */
interface Listed {
  readonly partition: string;
  readonly rows: readonly Stored<SubscriptionRow>[];
  /** Rows of what waits that may be read. */
  readonly top: number;
}

/** Reads the circuits of several subscriptions together, and what waits for them. */
async function viewsOf(deps: Deps, { partition, rows, top }: Listed): Promise<SubscriptionAnswer[]> {
  const [first, last] = [rows.at(0)?.key ?? '', rows.at(-1)?.key ?? ''];
  const [circuits, waiting] = await Promise.all([
    readFirst(deps.store, { partition, range: circuitsOf(first, last) }, circuitRow),
    readFirst(deps.store, { partition, range: { ...waitingOf(first, last), top } }, waitingRow),
  ]);
  const known = circuits.isComplete ? circuits.rows : await readCircuits(deps, rows);
  return subscriptionViews(deps.settings, rows, { circuits: known, waiting });
}

/** The circuits one by one, where a filter leaves few subscriptions of many. */
async function readCircuits({ store }: Pick<Deps, 'store'>, rows: readonly Stored<SubscriptionRow>[]) {
  const circuits = await Promise.all(
    rows.map(({ data: { id } }) => {
      const { partition, topic, suffix } = subscriptionAddress(id);
      return readRow(store, { partition, key: circuitKey(topic, suffix) }, circuitRow);
    }),
  );
  return circuits.flatMap((circuit) => circuit ?? []);
}
