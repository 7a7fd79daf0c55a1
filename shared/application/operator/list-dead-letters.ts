import type { DeadLetterAnswer } from '../../contract/operator-answers.ts';
import { environmentOfText } from '../../domain/environment-of-text.ts';
import { type Instant, instantToMilliseconds } from '../../domain/instant.ts';
import type { Deps, Row } from '../ports.ts';
import { allDeadLetters, deadLettersSince, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows } from '../store/pagination.ts';
import { type Address, readRow, skipUnreadable } from '../store/read-rows.ts';
import { subscriptionAddress } from '../store/resource-ids.ts';
import {
  type DeliveryDeadLetterRow,
  deliveryDeadLetterRow,
  type EventDeadLetterRow,
  eventDeadLetterRow,
  parseRow,
  subscriptionRow,
} from '../store/rows.ts';
import { environmentSections, joinedSections, knownSections, type Sections } from '../store/sections.ts';
import { deliveryDeadLetter, eventDeadLetter } from './dead-letter-view.ts';
import { namedSubscription } from './subscription-filter.ts';

/** What a dead letter is made of: an event that could not be handled, or a delivery that was given up. */
export const deadLetterSources = ['event', 'delivery'] as const;

export type DeadLetterSource = (typeof deadLetterSources)[number];

/** Which dead letters. An event belongs to the environment that its original names. */
export interface DeadLetterFilter {
  readonly source?: DeadLetterSource | undefined;
  readonly environmentId?: string | undefined;
  readonly code?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly since?: Instant | undefined;
}

/** A dead letter as it is stored. */
export type FoundDeadLetter = Address &
  (
    | { readonly source: 'event'; readonly row: EventDeadLetterRow }
    | { readonly source: 'delivery'; readonly row: DeliveryDeadLetterRow }
  );

type Query = ListQuery & DeadLetterFilter;

/** The dead letters of events, then those of deliveries by environment. Each part is newest first. */
export async function listDeadLetters(deps: Pick<Deps, 'store'>, query: Query): Promise<ListPage<DeadLetterAnswer>> {
  const { value, cursor } = await findDeadLetters(deps, query);
  const read = subscriptionReader(deps);
  const views = value.map(async (found) =>
    found.source === 'event'
      ? eventDeadLetter(found, found.row)
      : deliveryDeadLetter(found, found.row, await read(found.row.subscriptionId)),
  );
  return { value: await Promise.all(views), cursor };
}

/** A filter may skip many dead letters, and the original of an event may have 48 KiB. */
const ROWS_PER_PAGE = 300;

/**
 * The same, as they are stored.
 *
 * @throws RequestError 400 for a malformed subscription id
 */
export function findDeadLetters(deps: Pick<Deps, 'store'>, query: Query): Promise<ListPage<FoundDeadLetter>> {
  return pageRows(deps, {
    sections: sectionsOf(deps, query),
    query,
    maxRows: ROWS_PER_PAGE,
    item: (row, partition) => {
      const found = foundAt(row, partition);
      return isWanted(found, query) ? found : undefined;
    },
  });
}

/** The clocks of workers differ by less than this. */
const MAX_CLOCK_SKEW_MS = 60 * 60_000;

function sectionsOf(deps: Pick<Deps, 'store'>, { source, environmentId, subscriptionId, since }: Query): Sections {
  const range = since ? deadLettersSince(instantToMilliseconds(since) - MAX_CLOCK_SKEW_MS) : allDeadLetters;
  // The key of a dead event has the time at which the event was enqueued, perhaps long before.
  const ofEvents = knownSections({ partition: EVENT_DEAD_LETTERS, range: allDeadLetters });
  const ofDeliveries =
    subscriptionId === undefined
      ? environmentSections(deps, environmentId, range)
      : knownSections({ partition: namedSubscription(subscriptionId).partition, range });
  if (source === 'delivery' || subscriptionId !== undefined) return ofDeliveries;
  return source === 'event' ? ofEvents : joinedSections(ofEvents, ofDeliveries);
}

function foundAt(row: Row, partition: string): FoundDeadLetter {
  const address = { partition, key: row.key };
  return partition === EVENT_DEAD_LETTERS
    ? { ...address, source: 'event', row: parseRow(eventDeadLetterRow, row).data }
    : { ...address, source: 'delivery', row: parseRow(deliveryDeadLetterRow, row).data };
}

function isWanted(found: FoundDeadLetter, { source, environmentId, code, subscriptionId, since }: Query): boolean {
  if (source !== undefined && found.source !== source) return false;
  if (code !== undefined && found.row.code !== code) return false;
  if (since !== undefined && found.row.receivedAt < since) return false;
  if (found.source === 'delivery') return subscriptionId === undefined || found.row.subscriptionId === subscriptionId;
  return environmentId === undefined || environmentOfText(found.row.original) === environmentId;
}

/** Reads each subscription once. */
function subscriptionReader({ store }: Pick<Deps, 'store'>) {
  const read = new Map<string, ReturnType<typeof readSubscription>>();
  return (id: string) => {
    const subscription = read.get(id) ?? readSubscription(store, id);
    read.set(id, subscription);
    return subscription;
  };
}

/** The rest of a dead letter tells enough when its subscription is gone or cannot be read. */
async function readSubscription(store: Deps['store'], id: string) {
  const address = subscriptionAddress(id);
  const row = await skipUnreadable(store, address.partition, () => readRow(store, address, subscriptionRow));
  return row?.data;
}
