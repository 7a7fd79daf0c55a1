import { type ChildProcess, spawn } from 'node:child_process';

/** How to start a child process. */
export interface ChildOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What happens to its standard output: nobody reads it, the caller reads it, or it is that of this process. */
  readonly output: 'ignore' | 'pipe' | 'inherit';
  /** Its standard error. */
  readonly errors: 'pipe' | 'inherit';
}

/** A child process that ends when this process ends, however that happens. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code, 1 after a signal. */
  readonly ended: Promise<number>;
  hasEnded(): boolean;
  /** Lets it stop by itself, and waits for its end. */
  stop(): Promise<void>;
}

/**
 * Starts a script of Node that ends when its IPC channel closes. It is in a process group of its own: a Ctrl-C on the terminal
 * does not reach it, so this process decides when it stops.
 */
export function startChild(args: readonly string[], { environment, output, errors }: ChildOptions): Child {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', output, errors, 'ipc'],
    ...(environment && { env: environment }),
    detached: true,
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return { process: child, ended, hasEnded: () => child.exitCode !== null || child.signalCode !== null, stop };
}
