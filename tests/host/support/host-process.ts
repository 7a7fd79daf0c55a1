import { resolve } from 'node:path';
import { type Child, spawnNode } from './child-process.ts';
import { bootPatience, eventually } from './eventually.ts';

const main = resolve('local/host/main.ts');

/** A host that runs one of the small apps as a process of its own. */
export interface HostProcess {
  /** Where it listens. */
  readonly url: string;
  /** The same as it names it. */
  readonly printedUrl: string;
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
  const printedUrl = await untilStarted(child).catch(async (error) => {
    // Nobody else knows of it.
    child.process.kill('SIGKILL');
    await child.exit;
    throw error;
  });
  const end = async (signal: NodeJS.Signals) => {
    running.delete(host);
    child.process.kill(signal);
    return child.exit;
  };
  const host: HostProcess = {
    url: printedUrl.replace('localhost', '127.0.0.1'),
    printedUrl,
    output: child.output,
    printed: (word) => printedLines(child.output(), word),
    waitFor: (text) =>
      eventually(
        () => `"${text}" in\n${child.output()}`,
        () => child.output().includes(text) && text,
      ),
    stop: () => end('SIGINT'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
  running.add(host);
  return host;
}

/** The address that it prints. */
async function untilStarted({ exit, output }: Child): Promise<string> {
  let hasExited = false;
  void exit.then(() => {
    hasExited = true;
  });
  const ready = () => /^Host started on (http:\/\/localhost:\d+)$/m.exec(output())?.[1];
  await eventually(
    () => `"Host started" in\n${output()}`,
    () => hasExited || ready(),
    bootPatience,
  );
  const url = ready();
  if (url === undefined) throw new Error(`The host did not start:\n${output()}`);
  return url;
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
  const { process: child, exit, output } = spawnHost(app, start);
  // One that does not refuse would run for ever.
  const timer = setTimeout(() => child.kill('SIGKILL'), bootPatience);
  const code = await exit;
  clearTimeout(timer);
  return { code, output: output() };
}

/** Ends the hosts that a test left behind. */
export async function killHosts(): Promise<void> {
  await Promise.all([...running].map((host) => host.kill()));
}
