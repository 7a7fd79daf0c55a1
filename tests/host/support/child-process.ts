import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const node = resolve('node_modules/.bin/node');

/** A process of our own, with what it has printed so far. */
export interface Child {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

/** Starts a script under the project's Node. */
export function spawnNode(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Child {
  // Only what a process needs: settings of the machine that runs the tests must not reach the host.
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(node, args, { env: { PATH, HOME, TMPDIR, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const exit = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  return { process: child, output: () => text, exit };
}
