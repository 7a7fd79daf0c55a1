import { fingerprint } from '../domain/fingerprint.ts';
import { RequestError } from './errors.ts';
import { flowKey, healthKey } from './layout.ts';
import type { Deps, Write } from './ports.ts';
import { readRow } from './read-rows.ts';
import { flowRow, healthRow, type Stored, type SubscriptionRow, subscriptionRow } from './rows.ts';
import { addressOf, type SubscriptionAddress } from './subscription-id.ts';
import { untilCommitted } from './until-committed.ts';

/** Deletes a subscription. One that is gone already, or never was, is no fault: a platform repeats its DELETE. */
export async function unsubscribe(deps: Deps, id: string, token: string): Promise<void> {
  const address = addressOf(id);
  await untilCommitted(deps, async () => {
    const subscription = await readRow(deps.store, address, subscriptionRow);
    if (!subscription) return true;
    if (!subscription.data.tokenHashes.includes(fingerprint(token))) {
      throw new RequestError(403, {
        code: 'wrong-token',
        message: 'the token is not one that this subscription was given',
        target: 'token',
      });
    }
    const writes = [
      ...(await removal(deps, address, subscription)),
      ...(await flowRemoval(deps, address, subscription.data)),
    ];
    return (await deps.store.commit(address.partition, writes)) && true;
  });
}

type Place = Pick<SubscriptionAddress, 'partition' | 'topic' | 'suffix'>;

/** The subscription and the row that exists for it alone. */
export async function removal(
  deps: Deps,
  { partition, topic, suffix }: Place,
  { key, etag }: Stored<SubscriptionRow>,
): Promise<Write[]> {
  const health = await readRow(deps.store, { partition, key: healthKey(topic, suffix) }, healthRow);
  const removed: Write = { kind: 'remove', key, etag };
  return health ? [removed, { kind: 'remove', key: health.key, etag: health.etag }] : [removed];
}

async function flowRemoval(
  deps: Deps,
  { partition, topic, suffix }: Place,
  { flow }: SubscriptionRow,
): Promise<Write[]> {
  const current = flow && (await readRow(deps.store, { partition, key: flowKey(flow) }, flowRow));
  if (!current || current.data.topic !== topic || current.data.suffix !== suffix) return [];
  return [{ kind: 'remove', key: current.key, etag: current.etag }];
}
