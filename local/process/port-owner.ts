import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const statusSchema = z.object({ processId: z.number(), appFolder: z.string() });
const LISTENING = '0A';

/** Who listens on a port of this machine, in words: another copy of this app, or a process by its name if that can be found. */
export async function portOwner(port: number): Promise<string> {
  return (await copyOn(port)) ?? (await processOn(port)) ?? 'another process';
}

/** The host of a copy tells its folder. */
async function copyOn(port: number): Promise<string | undefined> {
  try {
    const status = await fetch(`http://127.0.0.1:${port}/admin/host/status`, { signal: AbortSignal.timeout(1_000) });
    const { processId, appFolder } = statusSchema.parse(await status.json());
    if (nameOf(appFolder) !== nameOf('.')) return `a functions host in ${appFolder} (process ${processId})`;
    if (appFolder === resolve('.')) return `this copy of the app (process ${processId})`;
    return `another copy of this app, in ${appFolder} (process ${processId})`;
  } catch {
    return undefined;
  }
}

function nameOf(folder: string): string {
  return z.object({ name: z.string() }).parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).name;
}

async function processOn(port: number): Promise<string | undefined> {
  try {
    return process.platform === 'linux' ? linuxProcess(port) : await lsofProcess(port);
  } catch {
    // The process is of another user, or the system has no such tool.
    return undefined;
  }
}

function linuxProcess(port: number): string | undefined {
  const sockets = new Set(['tcp', 'tcp6'].flatMap((table) => listeningSockets(`/proc/net/${table}`, port)));
  const id = readdirSync('/proc').find((name) => /^\d+$/.test(name) && hasSocket(name, sockets));
  return id && `${basename(readlinkSync(`/proc/${id}/exe`))} (process ${id})`;
}

/** The columns of a line: number, local address, remote address, state, five of no interest, inode. */
function listeningSockets(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = readFileSync(table, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.flatMap((row) => (row[1]?.endsWith(`:${hexPort}`) && row[3] === LISTENING ? [`socket:[${row[9]}]`] : []));
}

function hasSocket(id: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${id}/fd`).some((file) => sockets.has(linkOf(`/proc/${id}/fd/${file}`)));
  } catch {
    return false;
  }
}

/** A file may be closed between the listing and this. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** `lsof -F pc` prints a line for each field: `p` and the process ID, `c` and the command. */
async function lsofProcess(port: number): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const [, id, name] = /^p(\d+)\nc(.*)$/m.exec(stdout) ?? [];
  return id && `${name} (process ${id})`;
}
