import { instantFromMilliseconds } from '../../domain/instant.ts';
import { releaseWork } from '../delivery/circuit-writes.ts';
import { finishFanOuts } from '../firing/fan-out.ts';
import type { Deps, Write } from '../ports.ts';
import { circuitKey, subscriptionKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionPlace } from '../store/resource-ids.ts';
import { circuitRow } from '../store/rows.ts';

/**
 * Ends a subscription: removes it with its circuit, and leaves work that gives its waiting deliveries up. The caller has read
 * the topic's state and rewrites it in the same transaction; firings committed before get their deliveries first.
 *
 * The row of the flow stays. It may name the flow's next subscription by now, and a row that names none does no harm.
 */
export async function endSubscription(deps: Deps, place: SubscriptionPlace): Promise<Write[]> {
  const { partition, topic, suffix } = place;
  await finishFanOuts(deps, place);
  const circuit = await readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow);
  return [
    { kind: 'remove', key: subscriptionKey(topic, suffix) },
    ...(circuit ? [{ kind: 'remove' as const, key: circuit.key }] : []),
    // Also while nothing waits: a removal in a transaction has no ETag condition, and the circuit may just have opened.
    releaseWork(place, instantFromMilliseconds(deps.clock.now())),
  ];
}
