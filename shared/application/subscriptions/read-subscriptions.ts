import type { SubscriptionAnswer } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { codePhrase } from '../../domain/code-phrase.ts';
import { displayInstant } from '../../domain/instant.ts';
import { notFound } from '../errors.ts';
import type { Deps, Row } from '../ports.ts';
import { allSubscriptions, circuitKey } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';
import { circuitRow, parseRow, type Stored, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';
import { environmentSections } from '../store/sections.ts';

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
  return subscriptionAnswer(deps, row.data);
}

/** The subscriptions of one environment, or of all. */
export function listSubscriptions(deps: Deps, query: SubscriptionQuery): Promise<ListPage<SubscriptionAnswer>> {
  const sections = environmentSections(deps, query.environmentId, allSubscriptions);
  return pageRows(deps, { sections, query, item: (row) => listItem(deps, query, row) });
}

async function listItem(
  deps: Deps,
  { triggerType, status }: SubscriptionQuery,
  row: Row,
): Promise<SubscriptionAnswer | undefined> {
  const { data } = parseRow(subscriptionRow, row);
  if (triggerType && data.triggerType !== triggerType) return undefined;
  if (status && data.status !== status) return undefined;
  return subscriptionAnswer(deps, data);
}

/** Shows the host of the callback and nothing else of it, and no secret. */
async function subscriptionAnswer(deps: Deps, row: SubscriptionRow): Promise<SubscriptionAnswer> {
  const { id, triggerType, environmentId, parameters, label, callbackHost, status, createdAt } = row;
  const { partition, topic, suffix } = subscriptionAddress(id);
  const circuit = (await readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow))?.data;
  const last = circuit?.lastDelivery;
  return {
    id,
    triggerType,
    environmentId,
    parameters,
    label,
    callbackHost,
    status,
    statusText: codePhrase('status', status),
    createdAt: displayInstant(createdAt),
    consecutiveFailures: circuit?.consecutiveFailures ?? 0,
    lastDelivery: last && { at: displayInstant(last.at), outcome: last.outcome },
  };
}
