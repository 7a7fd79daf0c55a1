import { codePhrase } from '../../domain/code-phrase.ts';
import { displayInstant } from '../../domain/instant.ts';
import { storedPhrase } from '../../domain/stored-phrase.ts';
import { deadReason } from '../delivery/delivery-reason.ts';
import type { Deps, Row } from '../ports.ts';
import { allDeadLetters, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type ListQuery, pageRows } from '../store/pagination.ts';
import { deadLetterId } from '../store/resource-ids.ts';
import { deliveryDeadLetterRow, eventDeadLetterRow, parseRow } from '../store/rows.ts';
import { environmentSections, joinedSections, knownSections } from '../store/sections.ts';

/** What a dead letter is made of: an event that could not be handled, or a delivery that was given up. */
export const deadLetterSources = ['event', 'delivery'] as const;

export type DeadLetterSource = (typeof deadLetterSources)[number];

/** The dead letters of events, then those of deliveries by environment. Each part is newest first. */
export function listDeadLetters(deps: Deps, query: ListQuery & { readonly source?: DeadLetterSource | undefined }) {
  const ofEvents = knownSections({ partition: EVENT_DEAD_LETTERS, range: allDeadLetters });
  const ofDeliveries = environmentSections(deps, undefined, allDeadLetters);
  const ofSource = { event: ofEvents, delivery: ofDeliveries };
  const sections = query.source ? ofSource[query.source] : joinedSections(ofEvents, ofDeliveries);
  return pageRows(deps, { sections, query, item: deadLetterItem });
}

function deadLetterItem(row: Row, partition: string) {
  const id = deadLetterId({ partition, key: row.key });
  return partition === EVENT_DEAD_LETTERS ? eventItem(row, id) : deliveryItem(row, id);
}

function eventItem(row: Row, id: string) {
  const { code, reason, phrase, receivedAt, queue, original } = parseRow(eventDeadLetterRow, row).data;
  const time = displayInstant(receivedAt);
  const reasonText = storedPhrase(phrase) ?? codePhrase('dead-letter', code);
  return { id, source: 'event' as const, code, reason, reasonText, receivedAt: time, queue, original };
}

function deliveryItem(row: Row, id: string) {
  const { code, reason, receivedAt, notificationId, subscriptionId } = parseRow(deliveryDeadLetterRow, row).data;
  const time = displayInstant(receivedAt);
  const reasonText = deadReason(code);
  return {
    id,
    source: 'delivery' as const,
    code,
    reason,
    reasonText,
    receivedAt: time,
    notificationId,
    subscriptionId,
  };
}
