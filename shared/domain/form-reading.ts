import type { z } from 'zod';
import type { Fault, Reading } from './events.ts';

/** The result of reading an item as one form of an event. The targets of its faults are paths within the item. */
export type FormReading =
  | Exclude<Reading, { kind: 'unreadable' }>
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] };

/** An item that is well-formed and not for this app. The reason is counted. */
export function ignored(reason: string): FormReading {
  return { kind: 'ignored', reason };
}

/** An item that its schema refuses. */
export function invalid({ issues }: z.ZodError): FormReading {
  return { kind: 'invalid', faults: issues.map(({ path, message }) => ({ target: path.join('.'), message })) };
}
