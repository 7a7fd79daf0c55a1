import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { eventually } from '../../support/eventually.ts';

/** A program of a package of Debian that has the package's name. */
export interface ProgramStart {
  readonly name: string;
  readonly options: readonly string[];
  /** Whether it answers. */
  isReady(): Promise<boolean>;
}

/** A program that runs. It ends with this process. */
export interface Program {
  pids(): number[];
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again as it was started first, and waits until it is ready. */
  start(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => void child.kill('SIGKILL')));

const pathOf = (name: string) => `/usr/bin/${name}`;

/** Whether Debian's package is installed. */
export const isInstalled = (name: string) => existsSync(pathOf(name));

/** The name and the version of an installed program. */
export function versionOf(name: string): string {
  const printed = execFileSync(pathOf(name), ['--version'], { encoding: 'utf8' });
  return `${name} ${/\d+\.\d+\.\d+/.exec(printed)?.[0] ?? 'of an unknown version'}`;
}

/** Starts a program and waits until it is ready. */
export async function startProgram({ name, options, isReady }: ProgramStart): Promise<Program> {
  let child: ChildProcess;
  const start = async () => {
    child = spawn(pathOf(name), options, { stdio: ['ignore', 'ignore', 'inherit'] });
    running.add(child);
    await eventually(name, isReady);
  };
  await start();
  return {
    start,
    pids: () => (child.pid ? [child.pid] : []),
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      running.delete(child);
    },
  };
}

/** Whether a server answers a request with success. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
