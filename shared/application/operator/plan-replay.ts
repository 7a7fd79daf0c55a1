import { instantFromMilliseconds } from '../../domain/instant.ts';
import { isFinished } from '../delivery/delivery-view.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import { insertDelivery } from '../delivery/new-delivery.ts';
import { firingDelivery } from '../firing/firing-delivery.ts';
import type { Deps } from '../ports.ts';
import { deliveryKey, firingGroup, hasToken, tokenWorkKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { type DeliveryRow, deliveryRow, type FiringRow } from '../store/rows.ts';
import type { WriteToken } from '../store/write-token.ts';
import type { ReplayRequest } from './replay-request.ts';
import { type DeliveryChange, resetDelivery } from './reset-delivery.ts';

/** To whom firings are replayed, and which of them. */
export interface Recipient {
  readonly partition: string;
  readonly subscriber: Subscriber;
  readonly request: ReplayRequest;
  readonly token: WriteToken;
}

/**
 * Plans the replay of one firing: inserts its delivery when there is none, and resets a finished one. `undefined` when there
 * is nothing to replay.
 */
export async function planReplay(
  deps: Deps,
  recipient: Recipient,
  firing: FiringRow,
): Promise<DeliveryChange | undefined> {
  const { partition, subscriber, request, token } = recipient;
  const key = deliveryKey(firing.topic, firingGroup(firing.sequence), subscriber.suffix);
  const delivery = await readRow(deps.store, { partition, key }, deliveryRow);
  if (!delivery) return isPastRetention(deps, firing) ? undefined : missingDelivery(deps, recipient, firing);
  // An earlier try was committed, although its response was lost.
  if (hasToken(delivery.data.workKey, token)) return { data: delivery.data, writes: [] };
  return isIncluded(delivery.data, request) ? resetDelivery(deps, { partition, delivery, token }) : undefined;
}

/** For a firing this old, a delivery that was never made cannot be told from one that retention has removed. */
function isPastRetention({ clock, settings }: Deps, { committedAt }: FiringRow): boolean {
  return committedAt < instantFromMilliseconds(clock.now() - settings.retention);
}

function missingDelivery(deps: Deps, { subscriber, token }: Recipient, firing: FiringRow): DeliveryChange {
  const delivery = firingDelivery(deps, firing, { subscriber, firstAttempt: 'queued' });
  const data = { ...delivery, workKey: delivery.workKey && tokenWorkKey(delivery.workKey, token) };
  return { data, writes: insertDelivery(deps, data) };
}

/** `missing` includes only what was given up, `all` also what was delivered. */
function isIncluded(delivery: DeliveryRow, { include }: ReplayRequest): boolean {
  return include === 'all' ? isFinished(delivery) : delivery.state === 'dead';
}
