import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import {
  type Azurite,
  connectionString,
  DEVELOPMENT_PORTS,
  freePorts,
  listenFault,
  type StoragePorts,
  startAzurite,
} from './azurite.ts';

/*
 * Which storage emulator a local start uses. One of the user on the standard ports is used. Every emulator that a copy of this app
 * has started has an account by which the other copies know it, and another one by which its own folder does.
 */

const MARK = 'insighttriggers';
/** How long the emulator of an earlier start in this folder may take to end. */
const PATIENCE_MS = 6_000;

const portsSchema = z.object({ blob: z.int(), queue: z.int(), table: z.int() });

/** The emulator of the user, or one that this start has started. */
export type Emulator =
  | { readonly kind: 'of-the-user'; readonly connectionString: string }
  | ({ readonly kind: 'own' } & OwnEmulator);

/** An emulator that this start has started. */
export interface OwnEmulator {
  readonly connectionString: string;
  readonly ports: StoragePorts;
  readonly folder: string;
  readonly azurite: Azurite;
}

/**
 * Finds the emulator of the user or starts one with its data in a folder: on the standard ports if they are free, so that
 * `UseDevelopmentStorage=true` means it in other tools too.
 *
 * @throws when another start with that folder runs
 */
export async function provideEmulator(folder = '.azurite', standard = DEVELOPMENT_PORTS): Promise<Emulator> {
  await untilUnused(folder);
  if (await areFree(standard)) return startOwn(standard, folder);
  if (await isOfUser(standard)) return { kind: 'of-the-user', connectionString: connectionString(standard) };
  return startOwn(await freePorts(), folder);
}

/** Starts an emulator of this copy on these ports, with the data in this folder. */
export async function startOwn(ports: StoragePorts, folder: string): Promise<{ kind: 'own' } & OwnEmulator> {
  const azurite = await startAzurite({ ports, folder, marks: [MARK, markOf(folder)] });
  mkdirSync(folder, { recursive: true });
  writeFileSync(portsFile(folder), JSON.stringify(ports));
  return { kind: 'own', connectionString: azurite.connectionString, ports, folder, azurite };
}

/** Two emulators with the same data would overwrite each other's. One that is just ending is waited for. */
async function untilUnused(folder: string): Promise<void> {
  const ports = lastPorts(folder);
  const deadline = Date.now() + PATIENCE_MS;
  while (ports && (await hasAccount(ports.blob, markOf(folder)))) {
    if (Date.now() > deadline) {
      throw new Error(
        `This copy of the app runs already: its storage emulator is on port ${ports.blob}, with the data in ${resolve(folder)}. Stop it first; a copy of the app in another folder can run beside it.`,
      );
    }
    await sleep(100);
  }
}

function lastPorts(folder: string): StoragePorts | undefined {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(portsFile(folder), 'utf8')));
  } catch {
    // Nothing has been started here yet, or that start was killed while it wrote.
    return undefined;
  }
}

function portsFile(folder: string): string {
  return join(folder, 'ports.json');
}

async function areFree(ports: StoragePorts): Promise<boolean> {
  const faults = await Promise.all(Object.values(ports).map((port) => listenFault(port, '127.0.0.1')));
  return faults.every((fault) => fault === undefined);
}

async function isOfUser(ports: StoragePorts): Promise<boolean> {
  const servers = await Promise.all(Object.values(ports).map(serverOn));
  return servers.every((server) => server?.startsWith('Azurite-')) && !(await hasAccount(ports.blob, MARK));
}

async function serverOn(port: number): Promise<string | undefined> {
  const response = await answer(`http://127.0.0.1:${port}/`);
  return response?.headers.get('server') ?? undefined;
}

/** An emulator refuses an unsigned request to an account that it has, and does not find any other. */
async function hasAccount(blobPort: number, account: string): Promise<boolean> {
  return (await answer(`http://127.0.0.1:${blobPort}/${account}?comp=list`))?.status === 403;
}

function answer(url: string): Promise<Response | undefined> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
}

function markOf(folder: string): string {
  return `copy${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 20)}`;
}
