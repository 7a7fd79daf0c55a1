import { setTimeout as delay } from 'node:timers/promises';
import type { HostContext } from './host-context.ts';
import type { HttpServer } from './http/http-server.ts';
import type { QueueListener } from './queue/queue-listener.ts';
import type { TimerListener } from './timer/timer-listener.ts';

/** In milliseconds. Of the 5 s that Azure allows for a stop, running invocations get most and the app's hooks the rest. */
export const stopLimits = { drain: 4_000, terminate: 500, completion: 300 } as const;

/** The parts of a host that have to be stopped. */
export interface RunningParts {
  readonly server: HttpServer;
  readonly queues: readonly QueueListener[];
  readonly timers: readonly TimerListener[];
}

/** Stops a host within 5 s: accepts no work, lets invocations finish, runs appTerminate hooks, releases unfinished messages. */
export async function stopHost(
  { executor, supervisor, log }: HostContext,
  { server, queues, timers }: RunningParts,
): Promise<void> {
  log.plain(stoppingLine(executor.running()));
  for (const timer of timers) timer.stop();
  server.stopAccepting();
  const queuesStopped = Promise.all(queues.map((queue) => queue.stop()));
  await atMost(stopLimits.drain, [queuesStopped, executor.drained(), queuesDrained(queues)]);
  await supervisor.stop(stopLimits.terminate);
  // Unfinished invocations have failed with the worker; their messages are now made visible again.
  await atMost(stopLimits.completion, [queuesDrained(queues)]);
  server.closeConnections();
}

function stoppingLine(running: readonly string[]): string {
  if (running.length === 0) return 'Stopping.';
  const limit = `${stopLimits.drain / 1000} s`;
  return `Stopping: waiting at most ${limit} for what runs: ${running.join(', ')}. Ctrl-C again ends it at once.`;
}

async function queuesDrained(queues: readonly QueueListener[]): Promise<void> {
  await Promise.all(queues.map((queue) => queue.drained()));
}

async function atMost(milliseconds: number, work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.race([Promise.all(work), delay(milliseconds, undefined, { ref: false })]);
}
