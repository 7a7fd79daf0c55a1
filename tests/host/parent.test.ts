import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { type NodeProcess, startNode } from '../support/node-process.ts';
import { descendantsOf, untilEnded } from '../support/processes.ts';

/** A host that this process has started with an IPC channel. */
interface Host extends NodeProcess {
  readonly url: string;
  /** What it has told over the channel. */
  readonly told: unknown[];
}

const running: NodeProcess[] = [];

afterEach(() => {
  for (const { process: child } of running.splice(0)) child.kill('SIGKILL');
});

async function start(...args: string[]): Promise<Host> {
  const host = startNode(['local/host/main.ts', '--app', 'tests/host/apps/http', '--port', '0', ...args]);
  running.push(host);
  const told: unknown[] = [];
  host.process.on('message', (message) => told.push(message));
  const started = await eventually(
    () => `the start of the host:\n${host.output()}`,
    () => told[0] as { url: string } | undefined,
  );
  return { ...host, told, url: started.url.replace('localhost', '127.0.0.1') };
}

/** Starts a call that takes a while, and waits until it runs. */
async function startCall({ url, output }: Host, milliseconds: number): Promise<{ readonly answer: Promise<string> }> {
  const call = fetch(`${url}/api/waits?milliseconds=${milliseconds}`);
  const answer = call.then(
    (response) => response.text(),
    () => 'no answer',
  );
  await eventually('the start of the call', () => output().includes("Executing 'Functions.waits'"));
  return { answer };
}

describe('a host with an IPC channel', () => {
  test('reports its address once it serves', async () => {
    const { told, url } = await start();
    expect(told).toEqual([{ kind: 'started', url: url.replace('127.0.0.1', 'localhost') }]);
    expect((await fetch(`${url}/api/nothing`)).status).toBe(204);
  });

  test('stops when it is asked to, tells what it waits for, and lets that finish', async () => {
    const host = await start();
    const { answer } = await startCall(host, 500);
    host.process.send('stop');
    expect(await answer).toBe('waited');
    expect(await host.exit).toBe(0);
    expect(host.told[1]).toEqual({ kind: 'stopping', running: ['waits'] });
    expect(host.output()).toContain(
      'Stopping: waiting at most 4 s for what runs: waits. Ctrl-C again ends it at once.',
    );
  });

  test('ends at once at the second request', async () => {
    const host = await start();
    const { answer } = await startCall(host, 60_000);
    const family = descendantsOf(host.process.pid);
    host.process.kill('SIGINT');
    await eventually('the stop', () => host.told.length > 1);
    host.process.kill('SIGINT');
    expect(await host.exit).toBe(1);
    expect(await answer).toBe('no answer');
    await untilEnded(family);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops with its worker on %s', async (signal) => {
    const host = await start();
    const family = descendantsOf(host.process.pid);
    expect(family).toHaveLength(1);
    host.process.kill(signal);
    expect(await host.exit).toBe(0);
    expect(host.output()).toMatch(/^Stopping\.$/m);
    await untilEnded(family);
  });

  test('ends with its worker when the channel closes, as when the program that has started it was killed', async () => {
    const host = await start();
    const family = descendantsOf(host.process.pid);
    host.process.disconnect();
    await untilEnded([host.process.pid ?? 0, ...family]);
  });
});

test('the log format json has one object a line for each log line, and nothing else', async () => {
  const host = await start('--log-format', 'json');
  await fetch(`${host.url}/api/logs`);
  host.process.kill('SIGTERM');
  await host.exit;
  const records = host
    .output()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(records).toContainEqual({
    time,
    level: 'information',
    category: 'Host.Function.Console',
    text: 'from the console',
  });
  expect(records).toContainEqual({ time, level: 'warning', category: 'Function.logs.User', text: 'a warning' });
  expect(records).toContainEqual({
    time,
    level: 'information',
    category: 'Function.logs',
    text: expect.stringContaining("Executing 'Functions.logs'"),
  });
});

test('the status of a host tells its process and its folder', async () => {
  const host = await start();
  const status = await (await fetch(`${host.url}/admin/host/status`)).json();
  expect(status).toMatchObject({
    processId: host.process.pid,
    appFolder: expect.stringMatching(/tests.host.apps.http$/),
  });
});
