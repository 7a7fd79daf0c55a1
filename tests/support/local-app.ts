import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type Azurite, type AzuriteOptions, freePort, freePorts, startAzurite } from '../../local/azurite.ts';
import { createQueues, openQueues } from '../../local/event-queues.ts';
import { type HostProcess, startHostProcess, untilServing } from '../../local/host-process.ts';

type Settings = Readonly<Record<string, string>>;

/** It matters only when something is wrong, as a busy machine takes its time; less than a test has, so that the place is told. */
const PATIENCE_MS = 50_000;

interface Storage {
  readonly options: AzuriteOptions;
  running: Azurite;
}

/** The built app under the embedded host as a process of its own, with a storage of its own. */
export class LocalApp {
  readonly output: string[] = [];
  readonly #storage: Storage;
  readonly #settings: Settings;
  readonly #port: number;
  #host: HostProcess | undefined;

  private constructor(storage: Storage, settings: Settings, port: number) {
    this.#storage = storage;
    this.#settings = settings;
    this.#port = port;
  }

  /** With `keepsData` the storage lies in a folder, so that it can go away and come back. */
  static async start(more: Settings = {}, { keepsData = false } = {}): Promise<LocalApp> {
    const folder = keepsData ? { folder: mkdtempSync(join(tmpdir(), 'insight-triggers-storage-')) } : {};
    const options = { ports: await freePorts(), ...folder };
    const storage: Storage = { options, running: await startAzurite(options) };
    const settings = {
      PATH: process.env.PATH ?? '',
      AzureWebJobsStorage: storage.running.connectionString,
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ALLOW_INSECURE_CALLBACKS: 'true',
      HOST_IN_FLIGHT: '2s',
      ...more,
    };
    const app = new LocalApp(storage, settings, await freePort());
    try {
      await createQueues(settings);
      await app.startHost();
      return app;
    } catch (error) {
      // Nobody else can stop what has started.
      await app.stop();
      throw error;
    }
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Its connection string. */
  get storage(): string {
    return this.#storage.running.connectionString;
  }

  get queues(): ReturnType<typeof openQueues> {
    return openQueues(this.#settings);
  }

  /** The queue of deliveries, as an operator sees it. */
  get deliveryQueue(): QueueClient {
    return this.queueNamed('webhook-delivery');
  }

  queueNamed(name: string): QueueClient {
    return QueueServiceClient.fromConnectionString(this.storage).getQueueClient(name);
  }

  async startHost(more: Settings = {}): Promise<void> {
    const environment = { ...this.#settings, ...more };
    this.#host = startHostProcess({ port: this.#port, environment, output: 'pipe', app: 'dist' });
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

  /** Kills the process that runs the app's functions; the host stays. `false` when there is none just now. */
  killWorker(): boolean {
    const [worker] = childrenOf(this.#host?.process.pid);
    if (worker === undefined) return false;
    process.kill(worker, 'SIGKILL');
    return true;
  }

  /** The storage goes away; `startStorage` brings it back with its data. */
  async stopStorage(): Promise<void> {
    await this.#storage.running.stop();
  }

  async startStorage(): Promise<void> {
    this.#storage.running = await startAzurite(this.#storage.options);
  }

  async stop(): Promise<void> {
    await this.#host?.stop();
    await this.#storage.running.stop();
    const { folder } = this.#storage.options;
    if (folder) rmSync(folder, { recursive: true, force: true });
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Settings = {},
  ): Promise<{ status: number; headers: Headers; text: string; json: unknown }> {
    const response = await fetch(path.startsWith('http') ? path : `${this.baseUrl}${path}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  }
}

/** The processes that a process has started, by their ids. */
function childrenOf(parent: number | undefined): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(Number).filter((id) => parent !== undefined && parentOf(id) === parent);
}

function parentOf(id: number): number | undefined {
  try {
    // The name, in brackets, may hold anything; the state and the parent follow it.
    return Number(/\) \S (\d+) [^)]*$/.exec(readFileSync(`/proc/${id}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** Waits for a condition, with a deadline. */
export async function until(condition: () => boolean | Promise<boolean>, deadlineMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${deadlineMs} ms`);
    await sleep(20);
  }
}
