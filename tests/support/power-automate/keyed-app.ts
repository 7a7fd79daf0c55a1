import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Azurite, freePort, freePorts, startAzurite } from '../../../local/azurite.ts';
import { createQueues } from '../../../local/event-queues.ts';
import { eventually } from '../eventually.ts';
import { type NodeProcess, startNode } from '../node-process.ts';

type Settings = Readonly<Record<string, string>>;

interface Parts {
  readonly storage: Azurite;
  readonly folder: string;
  readonly port: number;
  readonly host: NodeProcess;
}

/** What an operator sees of a subscription. */
export interface SubscriptionView {
  readonly id: string;
  readonly triggerType: string;
  readonly status: string;
}

/** The built app as Azure runs it: its host asks for keys, and its public address is https. */
export class KeyedApp {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async start(settings: Settings = {}): Promise<KeyedApp> {
    const storage = await startAzurite({ ports: await freePorts() });
    const port = await freePort();
    const environment = {
      AzureWebJobsStorage: storage.connectionString,
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ALLOW_INSECURE_CALLBACKS: 'true',
      PUBLIC_BASE_URL: `https://127.0.0.1:${port}`,
      ...settings,
    };
    let app: KeyedApp | undefined;
    try {
      await createQueues(environment);
      app = new KeyedApp({ storage, port, ...startHost(port, environment) });
      await app.#untilServing();
      return app;
    } catch (error) {
      // Nobody else can stop what has started.
      await (app ?? storage).stop();
      throw error;
    }
  }

  /** As a connection names it. */
  get host(): string {
    return `127.0.0.1:${this.#parts.port}`;
  }

  get key(): string {
    return JSON.parse(readFileSync(join(this.#parts.folder, '.local-host', 'keys.json'), 'utf8')).hostKeys.default;
  }

  get output(): string {
    return this.#parts.host.output();
  }

  /** What an operator asks of the API: every item of a list. */
  async list<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let next: string | undefined = path; next; ) {
      const response = await fetch(`http://${this.host}/api/${next}`, { headers: { 'x-functions-key': this.key } });
      const { value, nextLink } = (await response.json()) as { value: T[]; nextLink?: string };
      items.push(...value);
      next = nextLink?.replace(`https://${this.host}/api/`, '');
    }
    return items;
  }

  /** The subscriptions of an environment that have not ended. */
  async live(environmentId: string): Promise<SubscriptionView[]> {
    const listed = await this.list<SubscriptionView>(`subscriptions?environmentId=${environmentId}`);
    return listed.filter(({ status }) => status !== 'gone');
  }

  async stop(): Promise<void> {
    const { host, storage, folder } = this.#parts;
    host.process.kill('SIGTERM');
    await host.exit;
    await storage.stop();
    rmSync(folder, { recursive: true });
  }

  async #untilServing(): Promise<void> {
    const { process: child } = this.#parts.host;
    await eventually(
      '"Host started"',
      () => {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the host ended:\n${this.output}`);
        return /^Host started/m.test(this.output);
      },
      60_000,
    );
  }
}

/** On a copy of the built app, as the host writes its keys beside it. */
function startHost(port: number, environment: Settings): { readonly folder: string; readonly host: NodeProcess } {
  const folder = mkdtempSync(join(tmpdir(), 'insight-triggers-app-'));
  cpSync('dist', folder, { recursive: true });
  const main = ['local/host/main.ts', '--app', folder, '--port', String(port), '--enable-auth'];
  return { folder, host: startNode(main, { environment }) };
}
