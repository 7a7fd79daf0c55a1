import { resolve } from 'node:path';
import { spawnNode } from './child-process.ts';
import { eventually } from './eventually.ts';

const main = resolve('local/host/main.ts');

/** A host that runs one of the small apps as a process of its own. */
export interface HostProcess {
  readonly url: string;
  readonly output: () => string;
  /** The lines that start with a word, such as what a function printed, without their time and that word. */
  readonly printed: (word: string) => string[];
  readonly waitFor: (text: string) => Promise<string>;
  /** Stops it as Ctrl-C does and gives its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Ends it without a chance to clean up. */
  readonly kill: () => Promise<void>;
}

const running = new Set<HostProcess>();

export interface HostStart {
  readonly environment?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

function spawnHost(app: string, { environment = {}, args = ['--port', '0'] }: HostStart) {
  return spawnNode([main, '--app', resolve('tests/host/apps', app), ...args], environment);
}

/** Starts a host and waits until it is ready. */
export async function startHost(app: string, start: HostStart = {}): Promise<HostProcess> {
  const child = spawnHost(app, start);
  let hasExited = false;
  void child.exit.then(() => {
    hasExited = true;
  });
  const ready = /^Host started on (http:\/\/localhost:\d+)$/m;
  await eventually(`"Host started" of ${app}`, () => hasExited || ready.test(child.output()));
  const url = ready.exec(child.output())?.[1];
  if (url === undefined) throw new Error(`The host of ${app} did not start:\n${child.output()}`);
  const end = async (signal: NodeJS.Signals) => {
    running.delete(host);
    child.process.kill(signal);
    return child.exit;
  };
  const host: HostProcess = {
    url,
    output: child.output,
    printed: (word) => printedLines(child.output(), word),
    waitFor: (text) => eventually(`"${text}" in\n${child.output()}`, () => child.output().includes(text) && text),
    stop: () => end('SIGINT'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
  running.add(host);
  return host;
}

function printedLines(output: string, word: string): string[] {
  const lines = output.split('\n').map((line) => line.replace(/^\[[^\]]*\] /, ''));
  return lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
}

/** Starts a host that is expected to refuse. */
export async function refusedStart(
  app: string,
  start: HostStart = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawnHost(app, start);
  const code = await child.exit;
  return { code, output: child.output() };
}

/** Ends the hosts that a test left behind. */
export async function killHosts(): Promise<void> {
  await Promise.all([...running].map((host) => host.kill()));
}
