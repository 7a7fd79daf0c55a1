import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

interface Place {
  readonly port: number;
  readonly folder: string;
  /** Whether the folder is a copy of the built app: the host writes its keys beside it. */
  readonly asksForKeys: boolean;
}

/** The built app under the embedded host in a process of its own, with its own storage. */
export class LocalApp {
  readonly #hosts: HostProcess[] = [];
  readonly #storage: Storage;
  readonly #settings: Settings;
  readonly #place: Place;
  #folder: string;

  private constructor(storage: Storage, settings: Settings, place: Place) {
    this.#storage = storage;
    this.#settings = settings;
    this.#place = place;
    this.#folder = place.folder;
  }

  /**
   * Starts storage and app. With `keepsData` the storage survives a restart, because its data is in a folder. With `readsLogs` the
   * app reads the diagnostic logs in its own storage. With `asksForKeys` the app runs as in Azure: its host asks for keys, and its
   * public address is https. The app is the one in `appFolder`, by default the one that was built last.
   */
  static async start(
    more: Settings = {},
    { keepsData = false, readsLogs = false, asksForKeys = false, appFolder = 'dist' } = {},
  ): Promise<LocalApp> {
    const folder = keepsData ? { folder: mkdtempSync(join(tmpdir(), 'insight-triggers-storage-')) } : {};
    const options = { ports: await freePorts(), ...folder };
    const storage: Storage = { options, running: await startAzurite(options) };
    const port = await freePort();
    const settings = {
      AzureWebJobsStorage: storage.running.connectionString,
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ALLOW_INSECURE_CALLBACKS: 'true',
      HOST_IN_FLIGHT: '2s',
      ...(asksForKeys && { PUBLIC_BASE_URL: `https://127.0.0.1:${port}` }),
      ...(readsLogs && { DiagnosticsStorage: storage.running.connectionString }),
      ...more,
    };
    const app = new LocalApp(storage, settings, {
      port,
      folder: asksForKeys ? copyOf(appFolder) : appFolder,
      asksForKeys,
    });
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

  /** As a connection of the connector names it. */
  get host(): string {
    return `127.0.0.1:${this.#place.port}`;
  }

  get baseUrl(): string {
    return `http://${this.host}`;
  }

  /** The key that the host asks for, when it does. */
  get key(): string {
    return JSON.parse(readFileSync(join(this.#folder, '.local-host', 'keys.json'), 'utf8')).hostKeys.default;
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
    const args = ['--port', String(this.#place.port), ...(this.#place.asksForKeys ? ['--enable-auth'] : [])];
    this.#hosts.push(await startHost(this.#folder, { environment, args, isDetached: true }));
  }

  /** Starts another build of the app beside the one that runs, on the same storage. It is stopped by the caller. */
  async startBeside(folder: string): Promise<HostProcess> {
    return startHost(folder, { environment: this.#settings, args: ['--port', '0'], isDetached: true });
  }

  /** Stops the app, and starts another build of it in its place. */
  async replaceWith(folder: string): Promise<void> {
    await this.#host?.stop();
    this.#folder = folder;
    await this.startHost();
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
    if (this.#place.asksForKeys) rmSync(this.#place.folder, { recursive: true });
  }

  /** Calls the app over HTTP, with its key; the body is JSON unless it is text already. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Settings = {},
  ): Promise<{ status: number; headers: Headers; text: string; json: unknown }> {
    const response = await fetch(path.startsWith('http') ? path : `${this.baseUrl}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#place.asksForKeys && { 'x-functions-key': this.key }),
        ...headers,
      },
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

function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'insight-triggers-app-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}
