import type { Store } from '../../../shared/application/ports.ts';
import { readRow } from '../../../shared/application/store/read-rows.ts';
import { subscriptionAddress } from '../../../shared/application/store/resource-ids.ts';
import { subscriptionRow } from '../../../shared/application/store/rows.ts';
import { type Subscribed, subscribe } from '../../../shared/application/subscriptions/subscribe.ts';
import { instantFromMilliseconds } from '../../../shared/domain/instant.ts';
import { START, World } from '../../support/world.ts';
import { type Change, ObservedStore } from './observed-store.ts';
import type { Scenario, Subscription } from './scenario.ts';
import { Signature } from './states.ts';

const DAY = 24 * 60 * 60_000;

/** The state in which every run of a scenario starts: its subscriptions exist. */
export interface Snapshot {
  readonly log: readonly Change[];
  readonly subscribed: ReadonlyMap<Subscription, Subscribed>;
}

const taken = new WeakMap<Scenario, Promise<Snapshot>>();

/** The snapshot of a scenario, taken once: to create 100 subscriptions costs more than a run. */
export function snapshotOf(scenario: Scenario): Promise<Snapshot> {
  const snapshot = taken.get(scenario) ?? take(scenario);
  taken.set(scenario, snapshot);
  return snapshot;
}

async function take({ subscriptions }: Scenario): Promise<Snapshot> {
  const observed = new ObservedStore(new Signature());
  const deps = new World().deps;
  const { store } = observed;
  const observedStore = {
    read: store.read.bind(store),
    range: store.range.bind(store),
    commit: observed.commit.bind(observed),
    noteUnreadable: store.noteUnreadable.bind(store),
  };
  const subscribed = new Map<Subscription, Subscribed>();
  for (const subscription of subscriptions) {
    const created = await subscribe({ ...deps, store: observedStore }, requestOf(subscription));
    subscribed.set(subscription, created);
    if (subscription.dormantDays) await turnOff(observedStore, created.subscription.id, subscription.dormantDays);
  }
  return { log: observed.log, subscribed };
}

/** Makes a subscription dormant, as if its flow had been turned off days ago. */
async function turnOff(store: Store, id: string, days: number): Promise<void> {
  const { partition, key } = subscriptionAddress(id);
  const row = await readRow(store, { partition, key }, subscriptionRow);
  const statusSince = instantFromMilliseconds(START - days * DAY);
  await store.commit(partition, [{ kind: 'put', key, data: { ...row?.data, status: 'dormant', statusSince } }]);
}

/** The create request of a subscription. */
export function requestOf({ triggerType, environment, url, parameters, flow, version }: Subscription) {
  return { triggerType, body: { environmentId: environment, callbackUrl: url, ...parameters }, flow, version };
}
