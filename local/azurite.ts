import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The account of every emulator; its key is published and opens nothing else. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const PATIENCE_MS = 30_000;

export interface StoragePorts {
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
}

export interface Azurite {
  readonly connectionString: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface AzuriteOptions {
  readonly ports: StoragePorts;
  /** Where it keeps its data; in memory without one. */
  readonly folder?: string;
}

/** The ports that `UseDevelopmentStorage=true` stands for. */
export const DEVELOPMENT_PORTS: StoragePorts = { blob: 10000, queue: 10001, table: 10002 };

/** Starts the storage emulator and waits until it answers. */
export async function startAzurite({ ports, folder }: AzuriteOptions): Promise<Azurite> {
  const where = folder ? ['--location', folder] : ['--inMemoryPersistence'];
  const portsWanted = Object.entries(ports).flatMap(([name, port]) => [`--${name}Port`, String(port)]);
  const child = spawn(
    process.execPath,
    [
      'node_modules/azurite/dist/src/azurite.js',
      '--silent',
      '--disableTelemetry',
      '--skipApiVersionCheck',
      ...where,
      ...portsWanted,
    ],
    // Its own group: a Ctrl-C on the terminal is for us, who stop it when the host no longer needs it.
    { stdio: ['ignore', 'ignore', 'inherit'], detached: true },
  );
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  await waitUntilListening(child, Object.values(ports));
  return { connectionString: connectionString(ports), process: child, stop };
}

async function waitUntilListening(child: ChildProcess, ports: readonly number[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await Promise.all(ports.map(isListening))).every(Boolean)) {
    if (child.exitCode !== null) throw new Error(`Azurite stopped with exit code ${child.exitCode}`);
    if (Date.now() > deadline)
      throw new Error(`Azurite did not listen on ports ${ports.join(', ')} within ${PATIENCE_MS / 1000} s`);
    await sleep(50);
  }
}

/** Whether somebody answers on a port of this machine. */
export async function isListening(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

export function connectionString({ blob, queue, table }: StoragePorts): string {
  const endpoint = (name: string, port: number) => `${name}Endpoint=http://127.0.0.1:${port}/${ACCOUNT};`;
  const endpoints = endpoint('Blob', blob) + endpoint('Queue', queue) + endpoint('Table', table);
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};${endpoints}`;
}

/** Three ports that nobody uses now. */
export async function freePorts(): Promise<StoragePorts> {
  const [blob, queue, table] = await Promise.all([freePort(), freePort(), freePort()]);
  return { blob, queue, table };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
