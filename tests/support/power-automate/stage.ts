import { afterAll, expect } from '@jest/globals';
import { eventually } from '../eventually.ts';
import { RunningApp } from '../running-app.ts';
import { ActionRunner } from './action-runner.ts';
import { CallbackServer } from './callback-server.ts';
import { Connection } from './connection.ts';
import { ConnectorDefinition, type Trigger } from './definition.ts';
import { Designer } from './design-time.ts';
import { Flow, type FlowOptions } from './flow.ts';
import { occasionOf } from './occasions.ts';

const SETTINGS = {
  RETRY_SCHEDULE: '1s,1s,1s,1s,1s,1s',
  // Every call is received and judged by the process of the tests, which has much else to do.
  ATTEMPT_TIMEOUT: '10s',
  AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.100',
};

let environments = 0;

/** The app on one side and the platform on the other, with one connection between them, for all tests of a file. */
export class Stage extends RunningApp {
  #connection: Connection | undefined;
  #callbacks: CallbackServer | undefined;

  constructor(settings: Readonly<Record<string, string>> = {}) {
    super(
      { ...SETTINGS, ...settings },
      { asksForKeys: true, respond: (request, response) => this.callbacks.answer(request, response) },
    );
    afterAll(() => expect(this.#callbacks?.strangers ?? []).toEqual([]));
  }

  get connection(): Connection {
    this.#connection ??= new Connection(new ConnectorDefinition(), { host: this.app.host, api_key: this.app.key });
    return this.#connection;
  }

  get callbacks(): CallbackServer {
    this.#callbacks ??= new CallbackServer(this.receiver);
    return this.#callbacks;
  }

  get actions(): ActionRunner {
    return new ActionRunner(this.connection);
  }

  get designer(): Designer {
    return new Designer(this.connection);
  }

  /** What an operator asks of the API: every item of a list. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let next: string | undefined = `/api/${path}`; next; ) {
      const { value, nextLink } = (await this.app.call('GET', next)).json as { value: T[]; nextLink?: string };
      items.push(...value);
      next = nextLink?.replace(`https://${this.app.host}`, '');
    }
    return items;
  }

  /** A scene of its own: one trigger in an environment that nothing else happens in. */
  scene(trigger: Trigger): Scene {
    return new Scene(this, trigger, `scene-${++environments}`);
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
    return occasionOf(this.trigger.id).changes;
  }

  /** A flow that is not saved yet. */
  flow(options: Partial<FlowOptions> = {}): Flow {
    const { trigger, environmentId } = this;
    const parameters = { environmentId, ...occasionOf(trigger.id).parameters, ...options.parameters };
    return new Flow(this.stage, { ...options, trigger, parameters });
  }

  async savedFlow(options: Partial<FlowOptions> = {}): Promise<Flow> {
    const flow = this.flow(options);
    await flow.save();
    return flow;
  }

  /** Of the occasion that comes next. */
  get nextRunId(): string {
    return `${this.environmentId}-run-${String(this.#occasions + 1).padStart(3, '0')}`;
  }

  /** The trigger's occasion comes about, and the app has decided on it; the answer is the id of its run. */
  async happen({ isAwaited = true } = {}): Promise<string> {
    const runId = this.nextRunId;
    this.#occasions += 1;
    const occurrence = { environmentId: this.environmentId, runId, isAwaited };
    await occasionOf(this.trigger.id).happen(this.stage.actions, occurrence);
    return runId;
  }

  /** The same, until all that it has set off is through. */
  async happenAndSettle(): Promise<string> {
    const runId = await this.happen();
    await this.untilSettled(runId);
    return runId;
  }

  /** The subscriptions that have not ended. */
  async live(): Promise<{ id: string; status: string }[]> {
    const path = `subscriptions?environmentId=${this.environmentId}`;
    const listed = await this.stage.list<{ id: string; status: string }>(path);
    return listed.filter(({ status }) => status !== 'gone');
  }

  /** Waits until all that these occasions and any others have set off is through. */
  async untilSettled(...runIds: string[]): Promise<void> {
    await eventually(`all of ${runIds.join(', ')} done`, async () => {
      const path = `firings?environmentId=${this.environmentId}&top=100`;
      const firings = await this.stage.list<{ state: string; payload: { runId?: string } }>(path);
      const seen = new Set(firings.map(({ payload }) => payload.runId));
      return runIds.every((runId) => seen.has(runId)) && firings.every(({ state }) => state === 'done');
    });
  }

  async untilLive(count: number): Promise<void> {
    await eventually(`${count} live subscriptions`, async () => (await this.live()).length === count);
  }
}

/** The occasions that a flow has run for, in order; a repetition stands twice. */
export function ranFor({ runs }: Flow): string[] {
  return runs.map(({ runId }) => String(runId));
}

export type Cases<T> = Readonly<Record<string, T>>;

/** Goes through all cases side by side: what came of each, by its name. */
export async function inEachCase<T, R>(cases: Cases<T>, act: (value: T) => Promise<R>): Promise<Record<string, R>> {
  const names = Object.keys(cases);
  const results = await Promise.all(Object.values(cases).map(act));
  return Object.fromEntries(results.map((result, index) => [names[index], result]));
}

/** One aspect of each flow is the same. */
export function expectEach<R>(flows: Cases<Flow>, aspect: (flow: Flow) => R, expected: R): void {
  const seen = Object.entries(flows).map(([name, flow]) => [name, aspect(flow)]);
  expect(seen).toEqual(Object.keys(flows).map((name) => [name, expected]));
}

/** On the next occasion each of the flows runs, once and for the first time. */
export async function eachRunsOnce(scene: Scene, flows: Cases<Flow>): Promise<void> {
  const runId = await scene.happenAndSettle();
  expectEach(flows, ranFor, [runId]);
}

/** Deletes the flows; no subscription is left. */
export async function leavesNothing(scene: Scene, flows: Cases<Flow>): Promise<void> {
  await Promise.all(Object.values(flows).map((flow) => flow.delete()));
  expect(await scene.live()).toEqual([]);
}
