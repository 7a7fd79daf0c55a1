import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { type NodeProcess, startNode } from '../support/node-process.ts';
import { descendantsOf, untilEnded } from '../support/processes.ts';

/** A command that runs for long, and says when it is asked to stop. It stops only when `STOPS` is set. */
const COMMAND = `
  import { stopOnSignals } from '${resolve('local/process/stop-signals.ts')}';
  stopOnSignals(() => { console.log('stops'); if (process.env.STOPS) process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('runs');`;
const NODE_OPTIONS = ['--input-type=module-typescript', '-e', COMMAND];
/** Starts the command as npm does. */
const NPM = `require('node:child_process').spawn(process.execPath, ${JSON.stringify(NODE_OPTIONS)}, {
  stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } })`;

let running: NodeProcess | undefined;

afterEach(() => void running?.process.kill('SIGKILL'));

async function start(args: readonly string[], environment: Record<string, string> = {}): Promise<NodeProcess> {
  const started = startNode(args, { environment });
  running = started;
  await eventually('the start', () => started.output().includes('runs'));
  return started;
}

describe('a local command', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops once on %s, and ends at once at the second',
    async (signal) => {
      const command = await start(NODE_OPTIONS);
      command.process.kill(signal);
      await eventually('the stop', () => command.output().includes('stops'));
      command.process.kill(signal);
      expect(await command.exit).toBe(130);
      expect(command.output()).toBe('runs\nstops\n');
    },
  );

  test('stops when the npm that runs it was killed', async () => {
    const npm = await start(['-e', NPM], { STOPS: '1' });
    const family = descendantsOf(npm.process.pid);
    expect(family).toHaveLength(1);
    npm.process.kill('SIGKILL');
    await untilEnded(family);
  });
});
