import { resolve } from 'node:path';
import { eventually, PATIENCE_MS } from './eventually.ts';
import { type NodeProcess, type NodeProcessOptions, startNode } from './node-process.ts';

const main = resolve('local/host/main.ts');

/** The embedded functions host, running an app in a process of its own. */
export interface HostProcess {
  readonly pid: number | undefined;
  /** The address it listens on. */
  readonly url: string;
  /** The same address as the host prints it. */
  readonly printedUrl: string;
  readonly output: () => string;
  /** The rest of each line that starts with this word, without its timestamp. */
  readonly printed: (word: string) => string[];
  /** Waits until the output contains a text. */
  readonly waitFor: (text: string) => Promise<string>;
  /** Stops the host gracefully and returns its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Kills the host without a chance to clean up. */
  readonly kill: () => Promise<void>;
}

/** How to start a host; by default on any free port. */
export interface HostStart extends NodeProcessOptions {
  readonly args?: readonly string[];
}

const running = new Set<HostProcess>();

/**
 * Starts a host for the app in a folder and waits until it serves.
 * @throws with the host's output when it does not start.
 */
export async function startHost(appFolder: string, options: HostStart = {}): Promise<HostProcess> {
  const child = spawnHost(appFolder, options);
  const printedUrl = await waitUntilStarted(child).catch(async (error) => {
    child.process.kill('SIGKILL');
    await child.exit;
    throw error;
  });
  const host = hostProcess(child, printedUrl);
  running.add(host);
  return host;
}

/** Starts a host that is expected to refuse, and waits until it exits. */
export async function refusedStart(
  appFolder: string,
  options: HostStart = {},
): Promise<{ code: number | null; output: string }> {
  const { process: child, exit, output } = spawnHost(appFolder, options);
  // A host that does not refuse would run forever.
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const code = await exit;
  clearTimeout(timer);
  return { code, output: output() };
}

/** Kills every host that a test has left running. */
export async function killHosts(): Promise<void> {
  await Promise.all([...running].map((host) => host.kill()));
}

function spawnHost(appFolder: string, { args = ['--port', '0'], ...options }: HostStart): NodeProcess {
  return startNode([main, '--app', resolve(appFolder), ...args], options);
}

function hostProcess(child: NodeProcess, printedUrl: string): HostProcess {
  const { output } = child;
  const end = async (signal: NodeJS.Signals) => {
    running.delete(host);
    child.process.kill(signal);
    return child.exit;
  };
  const host: HostProcess = {
    pid: child.process.pid,
    url: printedUrl.replace('localhost', '127.0.0.1'),
    printedUrl,
    output,
    printed: (word) => printedLines(output(), word),
    waitFor: (text) =>
      eventually(
        () => `"${text}" in\n${output()}`,
        () => output().includes(text) && text,
      ),
    stop: () => end('SIGINT'),
    kill: async () => void (await end('SIGKILL')),
  };
  return host;
}

/** Returns the address that the host prints. */
async function waitUntilStarted({ exit, output }: NodeProcess): Promise<string> {
  let hasExited = false;
  void exit.then(() => {
    hasExited = true;
  });
  const address = () => /^Host started on (http:\/\/localhost:\d+)$/m.exec(output())?.[1];
  await eventually(
    () => `"Host started" in\n${output()}`,
    () => hasExited || address(),
  );
  const url = address();
  if (url === undefined) throw new Error(`The host did not start:\n${output()}`);
  return url;
}

function printedLines(output: string, word: string): string[] {
  const lines = output.split('\n').map((line) => line.replace(/^\[[^\]]*\] /, ''));
  return lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
}
