import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The account of every emulator; its key is published and opens nothing else. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** A machine that is busy with much else may take so long to start it. */
const PATIENCE_MS = 60_000;

/** Below the ports that systems hand out themselves, so that no connection of anybody's takes one between finding and using it. */
const FIRST_PORT = 15_000;
const LAST_PORT = 31_999;
/** As many as one of jest's workers keeps to, so that two at once never find the same one. */
const PORTS_PER_WORKER = 500;

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
  try {
    await waitUntilListening(child, Object.values(ports));
  } catch (error) {
    // Nobody else knows of it, and what has not started need not end in order.
    child.kill('SIGKILL');
    throw error;
  }
  return { connectionString: connectionString(ports), process: child, stop };
}

async function waitUntilListening(child: ChildProcess, ports: readonly number[]): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await Promise.all(ports.map(isListening))).every(Boolean)) {
    const { exitCode, signalCode } = child;
    if (exitCode !== null || signalCode !== null) throw new Error(`Azurite stopped with ${signalCode ?? exitCode}`);
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
  return { blob: await freePort(), queue: await freePort(), table: await freePort() };
}

const candidates = portsInTurn();

/** A port that nobody uses now, and that is not found a second time before all others were. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries <= LAST_PORT - FIRST_PORT; tries += 1) {
    const { value: port } = candidates.next();
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${FIRST_PORT} to ${LAST_PORT} is free`);
}

/** From anywhere on, as there may be several runs of the tests on one machine. */
function* portsInTurn(): Generator<number, never> {
  const { first, count } = ownPorts();
  for (let offset = Math.floor(Math.random() * count); ; offset += 1) yield first + (offset % count);
}

function ownPorts(): { readonly first: number; readonly count: number } {
  const all = LAST_PORT + 1 - FIRST_PORT;
  const worker = Number(process.env.JEST_WORKER_ID);
  if (!worker) return { first: FIRST_PORT, count: all };
  return { first: FIRST_PORT + ((worker * PORTS_PER_WORKER) % all), count: PORTS_PER_WORKER };
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
