import type { SubscriptionAnswer } from '../../contract/answers.ts';
import { displayInstant } from '../../domain/instant.ts';
import { subscriberOf } from '../delivery/eligibility.ts';
import { notFound } from '../errors.ts';
import type { Deps, Row } from '../ports.ts';
import { partitionsOf } from '../store/environments.ts';
import { allSubscriptions, circuitKey } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows } from '../store/pagination.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';
import { circuitRow, parseRow, type Stored, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';

export interface SubscriptionQuery extends ListQuery {
  readonly environmentId?: string | undefined;
  readonly triggerType?: string | undefined;
  readonly status?: string | undefined;
}

/** A subscription by its id; not found is a fault. */
export async function findSubscription(
  deps: Deps,
  id: string,
): Promise<{ address: SubscriptionAddress; row: Stored<SubscriptionRow> }> {
  const address = subscriptionAddress(id);
  const row = await readRow(deps.store, address, subscriptionRow);
  if (row) return { address, row };
  throw notFound('no such subscription; it may have been deleted');
}

/** What the API shows of a subscription: of its callback the host only, and no secret. */
export async function getSubscription(deps: Deps, id: string) {
  const { address, row } = await findSubscription(deps, id);
  return view(deps, row.data, { partition: address.partition, key: circuitKey(address.topic, address.suffix) });
}

async function view(deps: Deps, row: SubscriptionRow, healthAddress: Address): Promise<SubscriptionAnswer> {
  const { id, triggerType, environmentId, parameters, label, callbackHost, status, createdAt } = row;
  const health = (await readRow(deps.store, healthAddress, circuitRow))?.data;
  const last = health?.lastDelivery;
  return {
    id,
    triggerType,
    environmentId,
    parameters,
    label,
    callbackHost,
    status,
    createdAt: displayInstant(createdAt),
    consecutiveFailures: health?.consecutiveFailures ?? 0,
    lastDelivery: last && { at: displayInstant(last.at), outcome: last.outcome },
  };
}

/** Subscriptions of one environment or of all. */
export async function listSubscriptions(deps: Deps, query: SubscriptionQuery): Promise<ListPage<SubscriptionAnswer>> {
  const partitions = await partitionsOf(deps, query.environmentId);
  const sections = partitions.map((partition) => ({ partition, range: allSubscriptions }));
  return pageRows(deps, { sections, query, item: (row, partition) => listed(deps, query, { partition, row }) });
}

async function listed(
  deps: Deps,
  { triggerType, status }: SubscriptionQuery,
  { partition, row }: { partition: string; row: Row },
) {
  const stored = parseRow(subscriptionRow, row);
  if (triggerType && stored.data.triggerType !== triggerType) return undefined;
  if (status && stored.data.status !== status) return undefined;
  const { topic } = subscriptionAddress(stored.data.id);
  return view(deps, stored.data, { partition, key: circuitKey(topic, subscriberOf(topic, stored).suffix) });
}
