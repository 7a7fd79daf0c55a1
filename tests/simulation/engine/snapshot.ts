import { type Subscribed, subscribe } from '../../../shared/application/subscriptions/subscribe.ts';
import { World } from '../../support/world.ts';
import { type Change, ObservedStore } from './observed-store.ts';
import type { Scenario, Subscription } from './scenario.ts';
import { Signature } from './states.ts';

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
    subscribed.set(subscription, await subscribe({ ...deps, store: observedStore }, requestOf(subscription)));
  }
  return { log: observed.log, subscribed };
}

/** The create request of a subscription. */
export function requestOf({ triggerType, environment, url, parameters, flow, version }: Subscription) {
  return { triggerType, body: { environmentId: environment, callbackUrl: url, ...parameters }, flow, version };
}
