import { describe, expect, test } from '@jest/globals';
import hostJson from '../../host.json' with { type: 'json' };
import { createDeliveryQueue } from '../../shared/adapters/storage/queues.ts';
import { MemoryQueue } from '../support/memory-queue.ts';
import type { Fault } from './engine/faults.ts';
import type { Sabotage } from './engine/processes.ts';
import { clientOf } from './engine/queue-clients.ts';
import { Scheduler } from './engine/scheduler.ts';
import { simulate } from './engine/simulate.ts';
import { scenarios } from './scenarios/scenarios.ts';

const { maxDequeueCount, visibilityTimeout } = hostJson.extensions.queues;

/** Workers find no storage. */
const withoutStorage: Sabotage = (deps, { process }) =>
  process.name.startsWith('worker') ? { ...deps, store: { ...deps.store, read: () => Promise.reject('away') } } : deps;

/** The seconds at which the only event message was taken, and what happened in the end. */
async function takesOf(how: { sabotage?: Sabotage; faults?: readonly Fault[] }) {
  const scenario = scenarios.find(({ name }) => name === 'one-subscriber');
  if (!scenario) throw new Error('no scenario');
  const lines: string[] = [];
  const { queues } = await simulate({ scenario, seed: 1, ...how, trace: (line) => lines.push(line) });
  const takes = lines.filter((line) => line.includes('takes refresh-status-1')).map((line) => Number.parseFloat(line));
  return { takes, given: [...queues.all['refresh-status'].poisoned.values()].map(({ origin }) => origin) };
}

describe('the simulated host does with messages what host.json says', () => {
  test('a message whose handling throws comes back after its wait, and is given up after so many times', async () => {
    const seconds = Number(visibilityTimeout.split(':').at(-1));
    const { takes, given } = await takesOf({ sabotage: withoutStorage });
    expect(takes).toEqual(Array.from({ length: maxDequeueCount }, (_, time) => time * seconds));
    expect(given).toEqual(['refresh-status-1']);
  });

  test('a message of a worker that died comes back after ten minutes', async () => {
    expect(await takesOf({ faults: [{ step: 0, mode: 'die-before' }] })).toEqual({ takes: [0, 600], given: [] });
  });

  test('a delivery message beyond 64 KiB is refused, and is not on the queue', async () => {
    const scheduler = new Scheduler({ seed: 1, now: 0, faults: [] });
    const queue = new MemoryQueue('webhook-delivery', { now: () => scheduler.now });
    await queue.createIfNotExists();
    const client = clientOf({ scheduler, process: { name: 'worker-1', alive: true } }, queue);
    const batch = {
      kind: 'deliver' as const,
      partition: 'p',
      topic: 'sources',
      group: '1',
      from: 'x'.repeat(48 * 1024),
      to: '',
    };
    const sent = createDeliveryQueue(client).enqueue(batch, 0);
    const refused = expect(sent).rejects.toMatchObject({ statusCode: 413 });
    await scheduler.run(quiet);
    await refused;
    expect(queue.messages()).toEqual([]);
  });
});

/** Nothing surrounds the one call. */
const quiet = {
  offers: () => 0,
  start: () => undefined,
  nextDue: () => undefined,
  died: () => undefined,
  wipe: () => undefined,
  duplicate: () => undefined,
  signature: () => ({ low: 0, high: 0, toggle: () => undefined }),
};
