import { RequestError } from '../../../shared/application/errors.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import type { Subscribed } from '../../../shared/application/subscriptions/subscribe.ts';
import { make, nameOf } from './calls.ts';
import type { Outside } from './processes.ts';
import { type Action, type Call, messageTextOf, type Scenario, type Subscription } from './scenario.ts';
import type { Process } from './scheduler.ts';
import type { Snapshot } from './snapshot.ts';

/** A caller that got no answer asks again after so long. */
const ASK_AGAIN_MS = 1_000;
/** One that was refused looks again when what was in flight has come back; so often in all. */
const LOOK_AGAIN_MS = 11 * 60_000;
const LOOKS = 3;

export interface Births {
  begin(name: string): { process: Process; deps: Deps };
}

interface Due {
  readonly at: number;
  readonly action: Action;
}

interface Setup {
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly outside: Outside;
  readonly births: Births;
}

/** A call that was answered as done, between two numbers of transactions. */
export interface Answered {
  readonly call: Call;
  readonly subscriptionId: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** Those who post events and call the API, as the script of the scenario says. */
export class Clients {
  readonly answered: Answered[] = [];
  /** Calls that ended with an answer that the caller can do nothing about. */
  readonly refusals: string[] = [];
  readonly #outside: Outside;
  readonly #births: Births;
  readonly #subscribed: Map<Subscription, Subscribed>;
  readonly #calls = new Map<Process, Call>();
  readonly #refused = new Map<Call, number>();
  #script: readonly Due[] = [];

  constructor({ scenario, snapshot, outside, births }: Setup) {
    this.#outside = outside;
    this.#births = births;
    this.#subscribed = new Map(snapshot.subscribed);
    for (const { at, ...action } of scenario.script) this.#plan(outside.scheduler.now + at, action);
  }

  get nextDue(): number {
    return this.#script[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  get isBusy(): boolean {
    return this.#calls.size > 0;
  }

  startDue(now: number): void {
    for (let [due] = this.#script; due && due.at <= now; [due] = this.#script) {
      this.#script = this.#script.slice(1);
      this.#start(due.action);
    }
  }

  died(process: Process): void {
    const call = this.#calls.get(process);
    if (call) this.#askAgain(process, call, ASK_AGAIN_MS);
  }

  #start(action: Action): void {
    const { scheduler, queues } = this.#outside;
    if (action.do === 'wipe') {
      scheduler.trace(() => 'every queue is emptied');
      queues.wipe();
    } else if (action.do === 'post') queues.post(action.message, messageTextOf(action.message));
    else this.#call(action);
  }

  #call(call: Call): void {
    const { process, deps } = this.#births.begin(call.do === 'retire' ? 'retention' : 'api');
    const { scheduler, observed } = this.#outside;
    const from = observed.commits;
    this.#calls.set(process, call);
    scheduler.trace(() => `${process.name} begins: ${nameOf(call)}`);
    make(call, deps, this.#subscribed).then(
      () => this.#answer(process, call, from),
      (fault) => this.#fail(process, call, fault),
    );
  }

  #answer(process: Process, call: Call, from: number): void {
    this.#calls.delete(process);
    const subscribed = 'subscription' in call ? this.#subscribed.get(call.subscription) : undefined;
    const { commits: to } = this.#outside.observed;
    this.answered.push({ call, subscriptionId: subscribed?.subscription.id, from, to });
  }

  #fail(process: Process, call: Call, fault: unknown): void {
    this.#outside.scheduler.trace(() => `${process.name} throws: ${fault}`);
    if (fault instanceof RequestError) this.#refuse(process, call, fault);
    else this.#askAgain(process, call, ASK_AGAIN_MS);
  }

  #refuse(process: Process, call: Call, fault: RequestError): void {
    this.refusals.push(`${nameOf(call)}: ${fault.message}`);
    const looks = (this.#refused.get(call) ?? 0) + 1;
    this.#refused.set(call, looks);
    if (looks < LOOKS) this.#askAgain(process, call, LOOK_AGAIN_MS);
    else this.#calls.delete(process);
  }

  #askAgain(process: Process, call: Call, after: number): void {
    this.#calls.delete(process);
    this.#plan(this.#outside.scheduler.now + after, call);
  }

  #plan(at: number, action: Action): void {
    this.#script = [...this.#script, { at, action }].toSorted((a, b) => a.at - b.at);
  }
}
