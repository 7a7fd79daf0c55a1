import { RequestError } from '../../../shared/application/errors.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import type { Subscribed } from '../../../shared/application/subscriptions/subscribe.ts';
import { describeCall, perform } from './api-calls.ts';
import { messageTextOf } from './message-text.ts';
import type { Outside } from './processes.ts';
import type { Action, Call, Scenario, Subscription } from './scenario.ts';
import type { Snapshot } from './snapshot.ts';
import type { Process } from './step.ts';

/** A caller that got no response repeats the call after this time. */
const RETRY_MS = 1_000;
/** A refused caller repeats the call when messages in flight have returned, up to `MAX_REFUSALS` refusals. */
const REFUSAL_RETRY_MS = 11 * 60_000;
const MAX_REFUSALS = 3;

/** Starts a process for each call. */
interface ApiProcesses {
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
  readonly processes: ApiProcesses;
}

/** A call that succeeded. `from` and `to` are the numbers of committed transactions before and after it. */
export interface AnsweredCall {
  readonly call: Call;
  readonly subscriptionId: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** The producers and API callers of a run. They follow the scenario's script. */
export class Clients {
  readonly answered: AnsweredCall[] = [];
  /** Answers that rejected a call. */
  readonly refusals: string[] = [];
  readonly #outside: Outside;
  readonly #processes: ApiProcesses;
  readonly #subscribed: Map<Subscription, Subscribed>;
  readonly #calls = new Map<Process, Call>();
  readonly #refusalCounts = new Map<Call, number>();
  #script: readonly Due[] = [];

  constructor({ scenario, snapshot, outside, processes }: Setup) {
    this.#outside = outside;
    this.#processes = processes;
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

  crashed(process: Process): void {
    const call = this.#calls.get(process);
    if (call) this.#repeat(process, call, RETRY_MS);
  }

  #start(action: Action): void {
    const { scheduler, queues, conditions, logs } = this.#outside;
    const available = conditions.outageEnd('queues');
    if (action.do === 'clear-queues') {
      scheduler.trace(() => 'all queues are cleared');
      queues.clear();
    } else if (action.do === 'log') logs.write(action.write);
    else if (action.do === 'post' && available) this.#plan(available, action);
    else if (action.do === 'post') queues.post(action.message, messageTextOf(action.message));
    else this.#call(action);
  }

  #call(call: Call): void {
    const { process, deps } = this.#processes.begin(call.do === 'retire' ? 'retention' : 'api');
    const { scheduler, observed } = this.#outside;
    const from = observed.commits;
    this.#calls.set(process, call);
    scheduler.trace(() => `${process.name} starts: ${describeCall(call)}`);
    perform(call, deps, this.#subscribed).then(
      () => this.#answer(process, call, from),
      (error) => this.#fail(process, call, error),
    );
  }

  #answer(process: Process, call: Call, from: number): void {
    this.#calls.delete(process);
    const subscribed = 'subscription' in call ? this.#subscribed.get(call.subscription) : undefined;
    const { commits: to } = this.#outside.observed;
    this.answered.push({ call, subscriptionId: subscribed?.subscription.id, from, to });
  }

  #fail(process: Process, call: Call, error: unknown): void {
    this.#outside.scheduler.trace(() => `${process.name} throws: ${error}`);
    if (error instanceof RequestError) this.#refuse(process, call, error);
    else this.#repeat(process, call, RETRY_MS);
  }

  #refuse(process: Process, call: Call, error: RequestError): void {
    this.refusals.push(`${describeCall(call)}: ${error.message}`);
    const refusals = (this.#refusalCounts.get(call) ?? 0) + 1;
    this.#refusalCounts.set(call, refusals);
    if (refusals < MAX_REFUSALS) this.#repeat(process, call, REFUSAL_RETRY_MS);
    else this.#calls.delete(process);
  }

  #repeat(process: Process, call: Call, after: number): void {
    this.#calls.delete(process);
    const { scheduler, conditions } = this.#outside;
    this.#plan(Math.max(scheduler.now + after, conditions.outageEnd('table') ?? 0), call);
  }

  #plan(at: number, action: Action): void {
    this.#script = [...this.#script, { at, action }].toSorted((a, b) => a.at - b.at);
  }
}
