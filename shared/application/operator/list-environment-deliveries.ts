import type { DeliveryAnswer } from '../../contract/operator-answers.ts';
import { deliveryView } from '../delivery/delivery-view.ts';
import type { Deps, Row } from '../ports.ts';
import {
  allDeadLetters,
  allWaiting,
  allWork,
  deliveryKey,
  deliveryOfWaiting,
  environmentPartition,
  isDeadLetterKey,
  isWorkKey,
} from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { deliveryDeadLetterRow, deliveryRow, parseRow, waitingRow, workRow } from '../store/rows.ts';
import { knownSections } from '../store/sections.ts';

/** The states in which a delivery has not arrived. */
export const undeliveredStates = ['pending', 'retrying', 'waiting', 'dead'] as const;

type UndeliveredState = (typeof undeliveredStates)[number];

/** One state, or all that are in flight. */
interface DeliveryQuery extends ListQuery {
  readonly state?: UndeliveredState | undefined;
}

const RANGES = {
  pending: [allWork],
  retrying: [allWork],
  waiting: [allWaiting],
  dead: [allDeadLetters],
} as const;

const IN_FLIGHT = [allWork, allWaiting];

/**
 * The deliveries of an environment that have not arrived, over all subscriptions: those that are due first, then those that wait,
 * the oldest first for each subscription. The dead ones are newest first, as long as they have a dead letter.
 */
export function listEnvironmentDeliveries(
  { store, settings }: Pick<Deps, 'store' | 'settings'>,
  environmentId: string,
  query: DeliveryQuery,
): Promise<ListPage<DeliveryAnswer>> {
  const partition = environmentPartition(environmentId);
  const ranges = query.state ? RANGES[query.state] : IN_FLIGHT;
  return pageRows(
    { store },
    {
      sections: knownSections(...ranges.map((range) => ({ partition, range }))),
      query,
      item: async (row) => {
        const key = deliveryKeyOf(row, query.state);
        const delivery = key === undefined ? undefined : await readRow(store, { partition, key }, deliveryRow);
        return delivery && isWanted(delivery.data.state, query.state)
          ? deliveryView(settings, delivery.data)
          : undefined;
      },
    },
  );
}

function isWanted(state: string, wanted: UndeliveredState | undefined): boolean {
  return wanted ? state === wanted : state !== 'delivered' && state !== 'dead';
}

/** The delivery that a row names; `undefined` for other work, and for work on a delivery that is known to be in another state. */
function deliveryKeyOf(row: Row, wanted: UndeliveredState | undefined): string | undefined {
  if (isDeadLetterKey(row.key)) return parseRow(deliveryDeadLetterRow, row).data.delivery;
  if (!isWorkKey(row.key)) return deliveryOfWaiting(row.key, parseRow(waitingRow, row).data.group);
  const work = parseRow(workRow, row).data;
  if (work.kind !== 'delivery' || (wanted && work.state && work.state !== wanted)) return undefined;
  return deliveryKey(work.topic, work.group, work.suffix);
}
