import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../eventually.ts';
import type { LocalApp } from '../local-app.ts';
import type { Subscriber } from './expected-webhooks.ts';
import type { Ledger } from './ledger.ts';
import type { Message } from './stream.ts';

/** Repeats an action until it succeeds, since the host or the storage may be away. @throws its last error at the deadline. */
export async function retried<T>(act: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** Creates all subscriptions, eight at a time. A repeated create is idempotent. */
export async function subscribeAll(app: LocalApp, baseUrl: string, subscribers: readonly Subscriber[]): Promise<void> {
  const waiting = [...subscribers];
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await subscribe(app, baseUrl, one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

async function subscribe(app: LocalApp, baseUrl: string, { path, environmentId, triggerType, parameters }: Subscriber) {
  const body = { environmentId, callbackUrl: `${baseUrl}${path}`, ...parameters };
  await retried(async () => {
    const { status, json } = await app.call('POST', `/api/triggers/${triggerType}/subscriptions`, body);
    if (status !== 201) throw new Error(`subscribing answered ${status}: ${JSON.stringify(json)}`);
  });
}

/** Puts one message on its queue. */
export async function send(app: LocalApp, { queue, events }: Message): Promise<void> {
  const [only] = events;
  const text = JSON.stringify(events.length === 1 ? only : events);
  await retried(() => app.queues.send(queue, text));
}

/** Kills a process of the app, waits for its successor, and records the outage in the ledger. */
export async function kill(app: LocalApp, ledger: Ledger, victim: 'host' | 'worker'): Promise<void> {
  const outage = { kind: 'kill' as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.outages.push(outage);
  if (victim === 'host') {
    await app.kill();
    outage.to = Date.now();
    await app.startHost();
  } else {
    await eventually('a worker to kill', () => app.killWorker());
    outage.to = Date.now();
  }
}

/** Takes the storage away for a time, brings it back, and records the outage in the ledger. */
export async function loseStorage(app: LocalApp, ledger: Ledger, milliseconds: number): Promise<void> {
  const outage = { kind: 'storage' as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.outages.push(outage);
  await app.stopStorage();
  await sleep(milliseconds);
  await app.startStorage();
  outage.to = Date.now();
}
