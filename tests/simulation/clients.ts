import type { Deps } from '../../shared/application/ports.ts';
import { type Subscribed, subscribe } from '../../shared/application/subscribe.ts';
import { unsubscribe } from '../../shared/application/unsubscribe.ts';
import type { Outside } from './processes.ts';
import type { Action, Scenario, Subscription, Timed } from './scenario.ts';
import type { Process } from './scheduler.ts';
import { requestOf, type Snapshot } from './snapshot.ts';

/** A caller that got no answer asks again after so long. */
const ASK_AGAIN_MS = 1_000;

export interface Births {
  begin(name: string): { process: Process; deps: Deps };
}

interface Setup {
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly outside: Outside;
  readonly births: Births;
}

/** Those who post events and call the API, as the script of the scenario says. */
export class Clients {
  /** Calls that ended with an answer that the caller can do nothing about. */
  readonly refusals: string[] = [];
  readonly #outside: Outside;
  readonly #births: Births;
  readonly #subscribed: Map<Subscription, Subscribed>;
  readonly #calls = new Map<Process, Action>();
  #script: Timed[];

  constructor({ scenario, snapshot, outside, births }: Setup) {
    this.#outside = outside;
    this.#births = births;
    this.#subscribed = new Map(snapshot.subscribed);
    this.#script = scenario.script
      .map((timed) => ({ ...timed, at: timed.at + outside.scheduler.now }))
      .toSorted((a, b) => a.at - b.at);
  }

  get nextDue(): number {
    return this.#script[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  get isBusy(): boolean {
    return this.#calls.size > 0;
  }

  startDue(now: number): void {
    while (this.#script[0] && this.#script[0].at <= now) {
      const action = this.#script.shift();
      if (action) this.#start(action);
    }
  }

  died(process: Process): void {
    const action = this.#calls.get(process);
    if (action) this.#askAgain(process, action);
  }

  #start(action: Action): void {
    const { scheduler, events, deliveries } = this.#outside;
    if (action.do === 'wipe') {
      scheduler.trace(() => 'every queue is emptied');
      events.wipe();
      deliveries.wipe();
    } else if (action.do === 'post') {
      for (let copy = 0; copy < (action.message.copies ?? 1); copy++) events.add(action.message, scheduler.now);
    } else this.#call(action);
  }

  #call(action: Action & { do: 'subscribe' | 'unsubscribe' }): void {
    const { process, deps } = this.#births.begin('api');
    this.#calls.set(process, action);
    this.#outside.scheduler.trace(() => `${process.name} begins: ${action.do} ${action.subscription.url}`);
    const answer = action.do === 'subscribe' ? this.#subscribe(deps, action) : this.#unsubscribe(deps, action);
    answer.then(
      () => void this.#calls.delete(process),
      () => this.#askAgain(process, action),
    );
  }

  async #subscribe(deps: Deps, { subscription }: { subscription: Subscription }): Promise<void> {
    const subscribed = await subscribe(deps, requestOf(subscription));
    this.#subscribed.set(subscription, subscribed);
  }

  async #unsubscribe(deps: Deps, { subscription }: { subscription: Subscription }): Promise<void> {
    const subscribed = this.#subscribed.get(subscription);
    // A platform deletes only what it was told has been made.
    if (subscribed) await unsubscribe(deps, subscribed.subscription.id, subscribed.token);
  }

  #askAgain(process: Process, action: Action): void {
    this.#calls.delete(process);
    const at = this.#outside.scheduler.now + ASK_AGAIN_MS;
    this.#script = [...this.#script, { ...action, at }].toSorted((a, b) => a.at - b.at);
  }
}
