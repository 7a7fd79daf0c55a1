import type { Verdict } from '../../domain/classify-answer.ts';
import type { Deps, Write } from '../ports.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';
import { deadLetterWrites, withDeadLetterKey } from './dead-letter-writes.ts';
import { workWrites } from './work-writes.ts';

/** A delivery that was attempted or given up, as it was before and as it is now. */
export interface DeliveryResult {
  readonly partition: string;
  readonly before: Stored<DeliveryRow>;
  readonly after: DeliveryRow;
  /** Absent when it was given up without an attempt. */
  readonly verdict?: Verdict | undefined;
  /** As it was when the attempt began. */
  readonly subscription?: Stored<SubscriptionRow> | undefined;
}

/** The rows of a delivery that changes: itself, its work, and its dead letter when it dies. Conflicts when it has changed. */
export function replaceDelivery(
  deps: Pick<Deps, 'clock'>,
  { key, etag, data: before }: Stored<DeliveryRow>,
  delivery: DeliveryRow,
): Write[] {
  const data = withDeadLetterKey(deps, delivery);
  return [{ kind: 'replace', key, etag, data }, ...workWrites(before.workKey, data), ...deadLetterWrites(deps, data)];
}
