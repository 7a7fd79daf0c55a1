import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const node = resolve('node_modules/.bin/node');

/** How to start a script. */
export interface NodeProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Gives the process a group of its own, so that a Ctrl-C on the terminal does not reach it. */
  readonly isDetached?: boolean;
  /** The folder it runs in; the current one by default. */
  readonly folder?: string;
}

/** A child process under the project's Node, with all it has printed. */
export interface NodeProcess {
  readonly process: ChildProcess;
  /** Standard output and standard error, in the order of arrival. */
  readonly output: () => string;
  /** Resolves with the exit code once the process and its streams have ended; `null` after a signal. */
  readonly exit: Promise<number | null>;
}

/** Starts a script under the project's Node, without the settings of the machine that runs the tests. */
export function startNode(args: readonly string[], options: NodeProcessOptions = {}): NodeProcess {
  const { environment = {}, isDetached = false, folder } = options;
  const { PATH = '', HOME = '', TMPDIR = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(node, args, {
    env: { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE, ...environment },
    // The programs under test end when the channel closes, so that they end with the test run even when it is killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: isDetached,
    ...(folder && { cwd: folder }),
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const exit = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  return { process: child, output: () => text, exit };
}
