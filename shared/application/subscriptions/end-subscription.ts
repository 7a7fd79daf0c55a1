import { instantFromMilliseconds } from '../../domain/instant.ts';
import { releaseWork } from '../delivery/circuit-writes.ts';
import { finishFanOuts } from '../firing/fan-out.ts';
import type { Deps, Write } from '../ports.ts';
import { circuitKey, subscriptionKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { circuitRow } from '../store/rows.ts';

type Place = Pick<SubscriptionAddress, 'partition' | 'topic' | 'suffix'>;

/**
 * The end of a subscription and of the row that exists for it alone, and work on the deliveries that wait for it. The row of its flow
 * stays: it may lead to the flow's next subscription by now, and one that leads nowhere does no harm. Whatever was committed while it
 * was there becomes a delivery before that: who calls this has read the topic's state, and rewrites it in the same transaction.
 */
export async function removal(deps: Deps, place: Place): Promise<Write[]> {
  const { partition, topic, suffix } = place;
  await finishFanOuts(deps, place);
  const health = await readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow);
  return [
    { kind: 'remove', key: subscriptionKey(topic, suffix) },
    ...(health ? [{ kind: 'remove' as const, key: health.key }] : []),
    // Even while none waits: a transaction cannot ask for the ETag of what it removes, and the circuit may just have opened.
    releaseWork(place, instantFromMilliseconds(deps.clock.now())),
  ];
}
