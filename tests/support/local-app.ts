import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Azurite, freePort, freePorts, startAzurite } from '../../local/azurite.ts';
import { createQueues, openQueues } from '../../local/event-queues.ts';
import { type HostProcess, startHostProcess, untilServing } from '../../local/host-process.ts';

type Settings = Readonly<Record<string, string>>;

/** The built app under the embedded host as a process of its own, with a storage of its own. */
export class LocalApp {
  readonly output: string[] = [];
  readonly #storage: Azurite;
  readonly #settings: Settings;
  readonly #port: number;
  #host: HostProcess | undefined;

  private constructor(storage: Azurite, settings: Settings, port: number) {
    this.#storage = storage;
    this.#settings = settings;
    this.#port = port;
  }

  static async start(more: Settings = {}): Promise<LocalApp> {
    const storage = await startAzurite({ ports: await freePorts() });
    const port = await freePort();
    const settings = {
      PATH: process.env.PATH ?? '',
      AzureWebJobsStorage: storage.connectionString,
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ALLOW_INSECURE_CALLBACKS: 'true',
      HOST_IN_FLIGHT: '2s',
      ...more,
    };
    await createQueues(settings);
    const app = new LocalApp(storage, settings, port);
    await app.startHost();
    return app;
  }

  get baseUrl(): string {
    return `http://localhost:${this.#port}`;
  }

  get queues(): ReturnType<typeof openQueues> {
    return openQueues(this.#settings);
  }

  async startHost(): Promise<void> {
    this.#host = startHostProcess({ port: this.#port, environment: this.#settings, output: 'pipe', app: 'dist' });
    for (const stream of [this.#host.process.stdout, this.#host.process.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.output.push(chunk.toString()));
    }
    await untilServing(this.#host).catch((error) => {
      throw new Error(`${error.message}\n${this.output.join('')}`);
    });
  }

  /** As when the machine goes: nothing is finished. */
  async kill(): Promise<void> {
    this.#host?.process.kill('SIGKILL');
    await this.#host?.ended;
  }

  async stop(): Promise<void> {
    await this.#host?.stop();
    await this.#storage.stop();
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Settings = {},
  ): Promise<{ status: number; headers: Headers; json: unknown }> {
    const response = await fetch(path.startsWith('http') ? path : `${this.baseUrl}${path}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
  }
}

/** Waits for a condition, with a deadline. */
export async function until(condition: () => boolean | Promise<boolean>, deadlineMs = 20_000): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${deadlineMs} ms`);
    await sleep(20);
  }
}
