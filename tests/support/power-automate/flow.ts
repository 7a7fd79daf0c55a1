import type { ReceivedRequest } from '../webhook-receiver.ts';
import type { FlowState, Outputs } from './callback-answers.ts';
import type { CallbackServer, Endpoint, Fault } from './callback-server.ts';
import type { Connection } from './connection.ts';
import { bodyOf, type Trigger } from './definition.ts';
import {
  type CallbackForm,
  type FlowIdentity,
  flowHeaders,
  newIdentity,
  newVersion,
  type Version,
} from './flow-identity.ts';
import { type Deletes, subscribe, unsubscribe } from './registration.ts';
import { openCheck } from './schema-check.ts';
import { Line } from './wire.ts';

export interface FlowOptions {
  readonly trigger: Trigger;
  /** What the maker has filled in. */
  readonly parameters: Outputs;
  readonly form?: CallbackForm | undefined;
  readonly platform?: FlowIdentity['platform'] | undefined;
  /** Where its addresses are, if not where the platform answers. */
  readonly origin?: string | undefined;
}

export interface Platform {
  readonly connection: Connection;
  readonly callbacks: CallbackServer;
}

/** In which order an edit that is saved goes about its two calls. */
export type EditOrder = 'delete-first' | 'post-first';

interface Registered {
  readonly version: Version;
  readonly location: string | undefined;
}

/** A flow with a webhook trigger, from its first save to its end. */
export class Flow {
  readonly line = new Line();
  /** What the trigger gave to each run, in the order in which they began. */
  readonly runs: Outputs[] = [];
  /** What goes wrong with the next calls to its trigger, one each. */
  readonly faults: Fault[] = [];
  /** What the flow checker shows. */
  readonly problems: string[] = [];
  readonly versions: Version[] = [];
  readonly #identity: FlowIdentity;
  readonly #options: FlowOptions;
  readonly #platform: Platform;
  readonly #current = new Set<Version>();
  #parameters: Outputs;
  #state: FlowState = 'Disabled';
  #registered: Registered | undefined;

  constructor(platform: Platform, options: FlowOptions) {
    this.#platform = platform;
    this.#options = options;
    this.#parameters = options.parameters;
    this.#identity = newIdentity(options.trigger.operation.summary ?? '', options.platform ?? 'power-automate');
  }

  /** Every call to an address of this flow. */
  get received(): ReceivedRequest[] {
    return this.#platform.callbacks.receivedAt(this.versions.map(({ target }) => target));
  }

  /** The first save, and every turning on: there is no difference on the wire. */
  async save(): Promise<void> {
    this.#current.clear();
    const version = this.#newVersion();
    this.#state = 'Enabled';
    this.#registered = await this.#register(version);
  }

  turnOn(): Promise<void> {
    return this.save();
  }

  /** Another version with another address, and the old one gone. */
  async edit(changes: Outputs, order: EditOrder, deletes: Deletes = {}): Promise<void> {
    const old = this.#registered;
    this.#parameters = { ...this.#parameters, ...changes };
    if (order === 'delete-first') await this.#retire(old, deletes);
    this.#registered = await this.#register(this.#newVersion());
    if (order === 'post-first') await this.#retire(old, deletes);
  }

  turnOff(deletes: Deletes = {}): Promise<void> {
    return this.#stop('Disabled', deletes);
  }

  /** By a policy or for want of a licence: nobody is told. */
  suspend(): Promise<void> {
    return this.#stop('Suspended', { count: 0 });
  }

  delete(deletes: Deletes = {}): Promise<void> {
    return this.#stop('Deleted', deletes);
  }

  /** A while after it was deleted. */
  forget(): void {
    this.#state = 'Forgotten';
  }

  async #stop(state: FlowState, deletes: Deletes): Promise<void> {
    this.#state = state;
    await this.#deregister(this.#registered, deletes);
    this.#registered = undefined;
  }

  #newVersion(): Version {
    const { form = 'versioned', origin = this.#platform.callbacks.origin } = this.#options;
    const version = newVersion(origin, this.#identity, form);
    this.versions.push(version);
    this.#current.add(version);
    this.#platform.callbacks.give(version.target, () => this.#endpointOf(version));
    return version;
  }

  async #register(version: Version): Promise<Registered> {
    const { trigger } = this.#options;
    const { connection } = this.#platform;
    const content = { ...this.#parameters, [trigger.callbackProperty]: version.callbackUrl };
    const request = connection.requestOf(trigger.id, { [bodyOf(trigger)?.name ?? '']: content });
    const headers = { ...flowHeaders(this.#identity, version.number), ...request.headers };
    const location = await subscribe({ connection, line: this.line }, { ...request, headers });
    if (!location) this.problems.push('Location header is missing in subscribe request');
    return { version, location };
  }

  async #retire(old: Registered | undefined, deletes: Deletes): Promise<void> {
    if (old) this.#current.delete(old.version);
    await this.#deregister(old, deletes);
  }

  async #deregister(registered: Registered | undefined, manner: Deletes): Promise<void> {
    if (!registered?.location) return;
    const { version, location: url } = registered;
    const way = { connection: this.#platform.connection, line: this.line };
    const headers = flowHeaders(this.#identity, version.number);
    this.problems.push(...(await unsubscribe(way, { url, headers, manner })));
  }

  #endpointOf(version: Version): Endpoint {
    const { workflow, trigger } = this.#identity;
    const { faults, runs } = this;
    const check = openCheck(this.#options.trigger.notification);
    return {
      version,
      isCurrent: this.#current.has(version),
      state: this.#state,
      workflow,
      trigger,
      check,
      faults,
      runs,
    };
  }
}
