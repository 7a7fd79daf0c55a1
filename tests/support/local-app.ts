import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type Azurite, type AzuriteOptions, freePort, freePorts, startAzurite } from '../../local/azurite.ts';
import { createQueues, openQueues } from '../../local/event-queues.ts';
import { type HostProcess, startHost } from './host-process.ts';
import { childrenOf } from './processes.ts';

type Settings = Readonly<Record<string, string>>;

interface Storage {
  readonly options: AzuriteOptions;
  running: Azurite;
}

/** The built app under the embedded host in a process of its own, with its own storage. */
export class LocalApp {
  readonly #hosts: HostProcess[] = [];
  readonly #storage: Storage;
  readonly #settings: Settings;
  readonly #port: number;

  private constructor(storage: Storage, settings: Settings, port: number) {
    this.#storage = storage;
    this.#settings = settings;
    this.#port = port;
  }

  /** Starts storage and app. With `keepsData` the storage survives a restart, because its data is in a folder. */
  static async start(more: Settings = {}, { keepsData = false } = {}): Promise<LocalApp> {
    const folder = keepsData ? { folder: mkdtempSync(join(tmpdir(), 'insight-triggers-storage-')) } : {};
    const options = { ports: await freePorts(), ...folder };
    const storage: Storage = { options, running: await startAzurite(options) };
    const settings = {
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
      // The caller has no app to stop.
      await app.stop();
      throw error;
    }
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What all hosts of this app have printed. */
  get output(): string {
    return this.#hosts.map(({ output }) => output()).join('');
  }

  /** The connection string of the storage. */
  get storage(): string {
    return this.#storage.running.connectionString;
  }

  get queues(): ReturnType<typeof openQueues> {
    return openQueues(this.#settings);
  }

  /** The delivery queue, as an operator sees it. */
  get deliveryQueue(): QueueClient {
    return this.queueNamed('webhook-delivery');
  }

  queueNamed(name: string): QueueClient {
    return QueueServiceClient.fromConnectionString(this.storage).getQueueClient(name);
  }

  async startHost(more: Settings = {}): Promise<void> {
    const environment = { ...this.#settings, ...more };
    const args = ['--port', String(this.#port)];
    this.#hosts.push(await startHost('dist', { environment, args, isDetached: true }));
  }

  /** Kills the host, as when its machine goes down. */
  async kill(): Promise<void> {
    await this.#host?.kill();
  }

  /** Stops the host as Ctrl-C does. */
  async stopHost(): Promise<void> {
    await this.#host?.stop();
  }

  /** Kills the worker process; the host stays. Returns `false` when there is no worker at this moment. */
  killWorker(): boolean {
    const [worker] = childrenOf(this.#host?.pid);
    if (worker === undefined) return false;
    process.kill(worker, 'SIGKILL');
    return true;
  }

  /** Takes the storage away; `startStorage` brings it back with its data. */
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

  /** Calls the app over HTTP; the body is JSON unless it is text already. */
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

  get #host(): HostProcess | undefined {
    return this.#hosts.at(-1);
  }
}
