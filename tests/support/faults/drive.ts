import { setTimeout as sleep } from 'node:timers/promises';
import { type LocalApp, until } from '../local-app.ts';
import type { Ledger } from './ledger.ts';
import type { Subscriber } from './model.ts';
import type { Message } from './stream.ts';

/** Repeats what meets a host or a storage that is away just now, until it succeeds. */
export async function surely<T>(act: () => Promise<T>, patienceMs = 60_000): Promise<T> {
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

/** Subscribes them all; a create that is repeated finds what it has made. */
export async function subscribeAll(app: LocalApp, baseUrl: string, subscribers: readonly Subscriber[]): Promise<void> {
  const waiting = [...subscribers];
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await subscribe(app, baseUrl, one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

async function subscribe(app: LocalApp, baseUrl: string, { path, environmentId, type, parameters }: Subscriber) {
  const body = { environmentId, callbackUrl: `${baseUrl}${path}`, ...parameters };
  await surely(async () => {
    const { status, json } = await app.call('POST', `/api/triggers/${type}/subscriptions`, body);
    if (status !== 201) throw new Error(`subscribing answered ${status}: ${JSON.stringify(json)}`);
  });
}

/** Sends one message. */
export async function send(app: LocalApp, { queue, events }: Message): Promise<void> {
  const [only] = events;
  const text = JSON.stringify(events.length === 1 ? only : events);
  await surely(() => app.queues.send(queue, text));
}

/** Kills a process of the app and brings it back; its death and return stand in the ledger. */
export async function kill(app: LocalApp, ledger: Ledger, victim: 'host' | 'worker'): Promise<void> {
  const outage = { kind: 'kill' as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.outages.push(outage);
  if (victim === 'host') {
    await app.kill();
    outage.to = Date.now();
    await app.startHost();
  } else {
    await until(() => app.killWorker());
    outage.to = Date.now();
  }
}

/** Takes the storage away for a time and brings it back. */
export async function loseStorage(app: LocalApp, ledger: Ledger, milliseconds: number): Promise<void> {
  const outage = { kind: 'storage' as const, from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.outages.push(outage);
  await app.stopStorage();
  await sleep(milliseconds);
  await app.startStorage();
  outage.to = Date.now();
}
