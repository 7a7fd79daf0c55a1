import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** How to start the host. */
export interface HostOptions {
  readonly port: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `inherit` shows the host's output; `pipe` leaves it to the caller. */
  readonly output: 'inherit' | 'pipe';
  /** The app folder; the current one by default. */
  readonly app?: string;
}

/** A host that has been started. */
export interface HostProcess {
  readonly baseUrl: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code when the host has exited. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** Starts the embedded functions host in a process of its own. */
export function startHostProcess({ port, environment, output, app = '.' }: HostOptions): HostProcess {
  const stdio = ['ignore', output, output] as const;
  const env = { ...environment, PORT: String(port) };
  const child = spawn(process.execPath, ['local/host/main.ts', '--app', app, '--port', String(port)], {
    stdio: [...stdio],
    env,
    detached: true,
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return { baseUrl: `http://localhost:${port}`, process: child, ended, stop };
}

/** Waits until the app answers. @throws when the host exits, or does not answer in time. */
export async function untilServing({ baseUrl, ended }: HostProcess): Promise<void> {
  let exitCode: number | undefined;
  void ended.then((code) => {
    exitCode = code;
  });
  const deadline = Date.now() + PATIENCE_MS;
  // The host listens on IPv4 loopback only, while `localhost` may resolve to IPv6 first.
  const { port } = new URL(baseUrl);
  while (!(await answers(`http://127.0.0.1:${port}/api/ping`))) {
    if (exitCode !== undefined) throw new Error(`the functions host exited with code ${exitCode}`);
    if (Date.now() > deadline) throw new Error(`the functions host did not answer within ${PATIENCE_MS / 1000} s`);
    await sleep(50);
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ status }) => status === 204,
    () => false,
  );
}
