import { setTimeout as sleep } from 'node:timers/promises';
import type { HostMessage, HostRequest } from '../host/stop-requests.ts';
import { type Child, startChild } from './child-process.ts';

const PATIENCE_MS = 60_000;

/** How to start the host. */
export interface HostOptions {
  readonly port: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `json` leaves the output to the caller, one object a line; `text` shows it as it is. */
  readonly logFormat: 'json' | 'text';
  /** The app folder; the current one by default. */
  readonly app?: string;
}

/** A host that has been started. */
export interface HostProcess extends Child {
  /** Resolves with the address once the host serves. @throws when it exits before, or is not ready in time. */
  readonly serving: Promise<string>;
  /** Lets running functions finish, and tells which they are. */
  stop(onWaiting?: (running: readonly string[]) => void): Promise<void>;
}

/** Starts the embedded functions host in a process of its own. */
export function startHostProcess({ port, environment, logFormat, app = '.' }: HostOptions): HostProcess {
  const args = ['local/host/main.ts', '--app', app, '--port', String(port), '--log-format', logFormat];
  const stdio = { output: logFormat === 'json' ? 'pipe' : 'inherit', errors: 'pipe' } as const;
  const child = startChild(args, { ...stdio, environment: { ...environment, PORT: String(port) } });
  const stop: HostProcess['stop'] = async (onWaiting) => {
    child.process.on('message', (message: HostMessage) => {
      if (message.kind === 'stopping' && message.running.length > 0) onWaiting?.(message.running);
    });
    // A host that has ended, or is about to, cannot be told.
    if (child.process.connected) child.process.send('stop' satisfies HostRequest, () => {});
    await child.ended;
  };
  return { ...child, serving: untilServing(child), stop };
}

async function untilServing({ process: child, ended }: Child): Promise<string> {
  const started = new Promise<string>((resolve) => {
    child.on('message', (message: HostMessage) => {
      if (message.kind === 'started') resolve(message.url);
    });
  });
  const failed = ended.then((code) => {
    throw new Error(`the functions host exited with code ${code}`);
  });
  const late = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error(`the functions host did not start within ${PATIENCE_MS / 1000} s`);
  });
  // Only the first of the three counts.
  for (const promise of [failed, late]) promise.catch(() => {});
  return Promise.race([started, failed, late]);
}
