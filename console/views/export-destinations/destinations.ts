import type { Subscription } from '../../api/subscriptions.ts';

/** The kinds of destinations, in the order in which they are offered. */
export const destinationKinds = ['power-automate', 'logic-apps', 'webhook'] as const;

/** What receives notifications. */
export type DestinationKind = (typeof destinationKinds)[number];

/** What a subscription leads to, as far as its callback and its flow tell. */
export function kindOf({ callbackHost, flow }: Pick<Subscription, 'callbackHost' | 'flow'>): DestinationKind {
  const host = callbackHost.replace(/:\d+$/, '').toLowerCase();
  if (flow?.url !== undefined || host.endsWith('.api.powerplatform.com')) return 'power-automate';
  return host.endsWith('.logic.azure.com') ? 'logic-apps' : 'webhook';
}

/** The subscriptions of each callback host, the hosts in order. */
export function byHost(subscriptions: readonly Subscription[]): (readonly [string, readonly Subscription[]])[] {
  const groups = Map.groupBy(subscriptions, ({ callbackHost }) => callbackHost);
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
