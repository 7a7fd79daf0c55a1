import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Child, startChild } from './process/child-process.ts';

/** The well-known account of the storage emulator; its key is published. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const AZURITE = 'node_modules/azurite/dist/src/azurite.js';
const GUARD = pathToFileURL('local/process/end-with-parent.ts').href;

/** A busy machine may take this long to start Azurite. */
const PATIENCE_MS = 60_000;

/** Below the ephemeral ports of common systems, so that no outgoing connection takes a port between its check and its use. */
const FIRST_PORT = 15_000;
const LAST_PORT = 31_999;
/** Each jest worker has a range of its own, so that two workers never find the same port. */
const PORTS_PER_WORKER = 500;

/** The ports of the three storage services. */
export interface StoragePorts {
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
}

/** A running storage emulator. */
export interface Azurite {
  readonly connectionString: string;
  readonly process: ChildProcess;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** How to start the storage emulator. */
export interface AzuriteOptions {
  readonly ports: StoragePorts;
  /** The folder for its data, which is otherwise in memory. */
  readonly folder?: string;
  /** Names of further accounts, by which a program can tell that it has started this emulator. */
  readonly marks?: readonly string[];
}

/** The ports that `UseDevelopmentStorage=true` stands for. */
export const DEVELOPMENT_PORTS: StoragePorts = { blob: 10000, queue: 10001, table: 10002 };

/**
 * Starts the storage emulator and waits until it listens. It ends with this process.
 * @throws when it exits or does not listen in time.
 */
export async function startAzurite({ ports, folder, marks = [] }: AzuriteOptions): Promise<Azurite> {
  const where = folder ? ['--location', folder] : ['--inMemoryPersistence'];
  const portsWanted = Object.entries(ports).flatMap(([name, port]) => [`--${name}Port`, String(port)]);
  const program = ['--import', GUARD, AZURITE, '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const accounts = [ACCOUNT, ...marks].map((account) => `${account}:${KEY}`).join(';');
  const child = startChild([...program, ...where, ...portsWanted], {
    environment: { ...process.env, AZURITE_ACCOUNTS: accounts },
    output: 'ignore',
    errors: 'inherit',
  });
  try {
    await waitUntilListening(child, Object.values(ports));
  } catch (error) {
    // The caller has no handle to stop it, and without data it need not stop gracefully.
    child.process.kill('SIGKILL');
    throw error;
  }
  return { ...child, connectionString: connectionString(ports) };
}

async function waitUntilListening({ process: child, hasEnded }: Child, ports: readonly number[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await Promise.all(ports.map(isListening))).every(Boolean)) {
    if (hasEnded()) throw new Error(`Azurite stopped with ${child.signalCode ?? child.exitCode}`);
    if (Date.now() > deadline)
      throw new Error(`Azurite did not listen on ports ${ports.join(', ')} within ${PATIENCE_MS / 1000} s`);
    await sleep(50);
  }
}

/** Whether a server answers HTTP on a port of this machine. */
export async function isListening(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

/** The connection string of an emulator on these ports. */
export function connectionString({ blob, queue, table }: StoragePorts): string {
  const endpoint = (name: string, port: number) => `${name}Endpoint=http://127.0.0.1:${port}/${ACCOUNT};`;
  const endpoints = endpoint('Blob', blob) + endpoint('Queue', queue) + endpoint('Table', table);
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};${endpoints}`;
}

/** Three free ports. */
export async function freePorts(): Promise<StoragePorts> {
  return { blob: await freePort(), queue: await freePort(), table: await freePort() };
}

const candidates = candidatePorts();

/** A free port; no port is returned again before all others have been tried. @throws when no port is free. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries <= LAST_PORT - FIRST_PORT; tries += 1) {
    const { value: port } = candidates.next();
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${FIRST_PORT} to ${LAST_PORT} is free`);
}

/** Starts at a random port, since several test runs may share a machine. */
function* candidatePorts(): Generator<number, never> {
  const { first, count } = portRange();
  for (let offset = Math.floor(Math.random() * count); ; offset += 1) yield first + (offset % count);
}

function portRange(): { readonly first: number; readonly count: number } {
  const all = LAST_PORT + 1 - FIRST_PORT;
  const worker = Number(process.env.JEST_WORKER_ID);
  if (!worker) return { first: FIRST_PORT, count: all };
  return { first: FIRST_PORT + ((worker * PORTS_PER_WORKER) % all), count: PORTS_PER_WORKER };
}

async function isFree(port: number): Promise<boolean> {
  return (await listenFault(port, '127.0.0.1')) === undefined;
}

/** The code of the error that a server would get on a port, such as `EADDRINUSE`; `undefined` when the port is free. */
export function listenFault(port: number, host: string): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => resolve(code));
    server.listen({ port, host, exclusive: true, ipv6Only: true }, () => server.close(() => resolve(undefined)));
  });
}
