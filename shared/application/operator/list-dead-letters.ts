import { displayInstant } from '../../domain/instant.ts';
import type { Deps, Row } from '../ports.ts';
import { partitionsOf } from '../store/environments.ts';
import { allDeadLetters, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type ListQuery, pageRows, type Section } from '../store/pagination.ts';
import { deadLetterAddress, deadLetterId } from '../store/resource-ids.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { deliveryDeadLetterRow, eventDeadLetterRow, parseRow } from '../store/rows.ts';

export type DeadLetterSource = 'event' | 'delivery';

/** What was given up, newest first: events that could not be read, then deliveries, environment by environment. */
export async function listDeadLetters(
  deps: Deps,
  query: ListQuery & { readonly source?: DeadLetterSource | undefined },
) {
  const ofEvents = query.source === 'delivery' ? [] : [EVENT_DEAD_LETTERS];
  const ofDeliveries = query.source === 'event' ? [] : await partitionsOf(deps, undefined);
  const sections: Section[] = [...ofEvents, ...ofDeliveries].map((partition) => ({
    partition,
    range: allDeadLetters,
  }));
  return pageRows(deps, { sections, query, item: deadLetterItem });
}

function deadLetterItem(row: Row, partition: string) {
  const id = deadLetterId({ partition, key: row.key });
  return partition === EVENT_DEAD_LETTERS ? eventItem(row, id) : deliveryItem(row, id);
}

function eventItem(row: Row, id: string) {
  const { code, reason, receivedAt, queue, original } = parseRow(eventDeadLetterRow, row).data;
  return { id, source: 'event' as const, code, reason, receivedAt: displayInstant(receivedAt), queue, original };
}

function deliveryItem(row: Row, id: string) {
  const { code, reason, receivedAt, notificationId, subscriptionId } = parseRow(deliveryDeadLetterRow, row).data;
  return {
    id,
    source: 'delivery' as const,
    code,
    reason,
    receivedAt: displayInstant(receivedAt),
    notificationId,
    subscriptionId,
  };
}

/** Deletes a dead letter. One that is gone already is no fault, and neither is another who deletes it now. */
export async function deleteDeadLetter(deps: Pick<Deps, 'store'>, id: string): Promise<void> {
  const { partition, key } = deadLetterAddress(id);
  await onConflict(deps.store.commit(partition, [{ kind: 'remove', key }]), () => undefined);
}
