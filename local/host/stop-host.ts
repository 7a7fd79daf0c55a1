import { setTimeout as delay } from 'node:timers/promises';
import type { HostContext } from './host-context.ts';
import type { HttpServer } from './http/http-server.ts';
import type { QueueListener } from './queue/queue-listener.ts';
import type { TimerListener } from './timer/timer-listener.ts';

/** In milliseconds. Azure gives a worker 5 s to stop: most of it is for what runs, the rest for the app's own clean-up. */
export const stopLimits = { drain: 4_000, terminate: 500, completion: 300 } as const;

export interface RunningParts {
  readonly server: HttpServer;
  readonly queues: readonly QueueListener[];
  readonly timers: readonly TimerListener[];
}

/** Stops within 5 s: takes nothing new, lets what runs finish, has the app clean up, and gives back unfinished messages. */
export async function stopHost(
  { executor, supervisor }: HostContext,
  { server, queues, timers }: RunningParts,
): Promise<void> {
  for (const timer of timers) timer.stop();
  server.stopAccepting();
  const queuesStopped = Promise.all(queues.map((queue) => queue.stop()));
  await atMost(stopLimits.drain, [queuesStopped, executor.drained(), queuesDrained(queues)]);
  await supervisor.stop(stopLimits.terminate);
  // Invocations that did not finish have failed with the worker, so that their messages can be tried again at once.
  await atMost(stopLimits.completion, [queuesDrained(queues)]);
  server.closeConnections();
}

async function queuesDrained(queues: readonly QueueListener[]): Promise<void> {
  await Promise.all(queues.map((queue) => queue.drained()));
}

async function atMost(milliseconds: number, work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.race([Promise.all(work), delay(milliseconds, undefined, { ref: false })]);
}
