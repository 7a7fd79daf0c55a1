import type { DomainEvent, Reading } from './events.ts';
import type { AskedFaults } from './tolerant-reading.ts';

/** The result of reading an item as one form of an event. The targets of its faults are paths within the item. */
export type FormReading =
  | Exclude<Reading, { kind: 'unreadable' }>
  | { readonly kind: 'invalid'; readonly code: 'invalid-event' | 'in-the-future'; readonly faults: AskedFaults };

/** An item that is well-formed and not for this app. The reason is counted. */
export function ignored(reason: string, value?: string): FormReading {
  return { kind: 'ignored', reason, ...(value !== undefined && { value }) };
}

/** An item with fields that cannot be read. */
export function invalid(faults: AskedFaults): FormReading {
  return { kind: 'invalid', code: 'invalid-event', faults };
}

/** An event that has been read, with the fields that could not be, and those that mean nothing. */
export function readAs(event: DomainEvent, dropped: readonly string[], unknown: readonly string[] = []): FormReading {
  return { kind: 'event', event, ...(dropped.length > 0 && { dropped }), ...(unknown.length > 0 && { unknown }) };
}

/** An item that is known to be faulty before it is read. It is read when its faults are asked for. */
export function unread(read: () => FormReading): FormReading {
  return invalid(() => {
    const reading = read();
    return reading.kind === 'invalid' ? reading.faults() : [];
  });
}
