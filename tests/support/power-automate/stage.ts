import { ActionRunner } from './action-runner.ts';
import { CallbackServer } from './callback-server.ts';
import { Connection } from './connection.ts';
import { ConnectorDefinition, type Trigger } from './definition.ts';
import { Designer } from './design-time.ts';
import { Flow, type FlowOptions } from './flow.ts';
import { KeyedApp } from './keyed-app.ts';
import { occasionOf } from './occasions.ts';
import { untilSeen } from './until-seen.ts';

interface Firing {
  readonly state: string;
  readonly payload: { readonly runId?: string };
}

let environments = 0;

/** The app on one side and the platform on the other, with one connection between them. */
export class Stage {
  readonly app: KeyedApp;
  readonly connection: Connection;
  readonly callbacks: CallbackServer;
  readonly actions: ActionRunner;
  readonly designer: Designer;

  private constructor(app: KeyedApp, callbacks: CallbackServer, connection: Connection) {
    this.app = app;
    this.callbacks = callbacks;
    this.connection = connection;
    this.actions = new ActionRunner(connection);
    this.designer = new Designer(connection);
  }

  static async set(settings: Readonly<Record<string, string>> = {}): Promise<Stage> {
    const callbacks = await CallbackServer.start();
    const app = await KeyedApp.start({
      RETRY_SCHEDULE: '1s,1s,1s,1s,1s,1s',
      // Every call is received and judged by the process of the tests, which has much else to do.
      ATTEMPT_TIMEOUT: '10s',
      SWEEP_SCHEDULE: '*/2 * * * * *',
      // What failed once, for whatever reason, comes again sooner than a test stops waiting for it.
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
      AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.100',
      ...settings,
    }).catch(async (error) => {
      await callbacks.close();
      throw error;
    });
    const connection = new Connection(new ConnectorDefinition(), { host: app.host, api_key: app.key });
    return new Stage(app, callbacks, connection);
  }

  /** A scene of its own: one trigger in an environment that nothing else happens in. */
  scene(trigger: Trigger): Scene {
    return new Scene(this, trigger, `environment-${++environments}`);
  }

  async strike(): Promise<void> {
    await this.app.stop();
    await this.callbacks.close();
  }
}

export class Scene {
  readonly stage: Stage;
  readonly trigger: Trigger;
  readonly environmentId: string;
  #occasions = 0;

  constructor(stage: Stage, trigger: Trigger, environmentId: string) {
    this.stage = stage;
    this.trigger = trigger;
    this.environmentId = environmentId;
  }

  get changes() {
    return occasionOf(this.trigger.operationId).changes;
  }

  /** A flow that is not saved yet. */
  flow(options: Partial<FlowOptions> = {}): Flow {
    const { connection, callbacks } = this.stage;
    const { trigger, environmentId } = this;
    const parameters = { environmentId, ...occasionOf(trigger.operationId).parameters, ...options.parameters };
    return new Flow({ connection, callbacks }, { ...options, trigger, parameters });
  }

  async savedFlow(options: Partial<FlowOptions> = {}): Promise<Flow> {
    const flow = this.flow(options);
    await flow.save();
    return flow;
  }

  /** Of the occasion that comes next, or after so many others. */
  runIdAfter(others: number): string {
    return `${this.environmentId}-run-${String(this.#occasions + others + 1).padStart(3, '0')}`;
  }

  /** The trigger's occasion comes about, and the app has decided on it; the answer is the id of its run. */
  happen({ isAwaited = true } = {}): Promise<string> {
    const runId = this.runIdAfter(0);
    this.#occasions += 1;
    const occurrence = { environmentId: this.environmentId, runId, isAwaited };
    return occasionOf(this.trigger.operationId)
      .happen(this.stage.actions, occurrence)
      .then(() => runId);
  }

  live() {
    return this.stage.app.live(this.environmentId);
  }

  /** Waits until all that these occasions and any others have set off is through. */
  untilSettled(...runIds: string[]): Promise<void> {
    return untilSeen(`all of ${runIds.join(', ')} done`, async () => {
      const firings = await this.stage.app.list<Firing>(`firings?environmentId=${this.environmentId}&top=100`);
      const seen = new Set(firings.map(({ payload }) => payload.runId));
      return runIds.every((runId) => seen.has(runId)) && firings.every(({ state }) => state === 'done');
    });
  }

  async untilLive(count: number): Promise<void> {
    await untilSeen(`${count} live subscriptions`, async () => (await this.live()).length === count);
  }
}

/** The occasions that a flow has run for, in order; a repetition stands twice. */
export function ranFor(flow: Flow): string[] {
  return flow.history.runs.map(({ body }) => String(body.runId));
}

export type Cases<T> = readonly (readonly [name: string, value: T])[];

/** Goes through all cases side by side: what came of each, by its name. */
export async function inEachCase<T, R>(cases: Cases<T>, act: (value: T) => Promise<R>): Promise<Record<string, R>> {
  return Object.fromEntries(await Promise.all(cases.map(async ([name, value]) => [name, await act(value)] as const)));
}

/** The same for every case, to compare with what came of each. */
export function all<R>(flows: Readonly<Record<string, unknown>>, result: R): Record<string, R> {
  return Object.fromEntries(Object.keys(flows).map((name) => [name, result]));
}

/** One aspect of each flow, by its name. */
export function of<R>(flows: Readonly<Record<string, Flow>>, aspect: (flow: Flow) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(flows).map(([name, flow]) => [name, aspect(flow)]));
}
