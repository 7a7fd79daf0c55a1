import { describe, expect, test } from '@jest/globals';
import hostJson from '../../host.json' with { type: 'json' };
import { createDeliveryQueue } from '../../shared/adapters/storage/queues.ts';
import { MemoryQueue } from '../support/memory-queue.ts';
import type { Fault } from './engine/faults.ts';
import type { Sabotage } from './engine/processes.ts';
import { clientOf } from './engine/queue-clients.ts';
import { Scheduler } from './engine/scheduler.ts';
import { simulate } from './engine/simulate.ts';
import { findScenario } from './scenarios/scenarios.ts';

const { maxDequeueCount, visibilityTimeout } = hostJson.extensions.queues;

/** Every read of a worker fails. */
const withoutStorage: Sabotage = (deps, { process }) =>
  process.name.startsWith('worker') ? { ...deps, store: { ...deps.store, read: () => Promise.reject('away') } } : deps;

/** The seconds at which workers took the only event message, and the messages that the host gave up. */
async function takesOf(how: { sabotage?: Sabotage; faults?: readonly Fault[] }) {
  const scenario = findScenario('one run fires for one subscriber');
  const lines: string[] = [];
  const { queues } = await simulate({ scenario, seed: 1, ...how, trace: (line) => lines.push(line) });
  const takes = lines.filter((line) => line.includes('takes refresh-status-1')).map((line) => Number.parseFloat(line));
  return { takes, poisoned: [...queues.all['refresh-status'].poisoned.values()].map(({ origin }) => origin) };
}

describe('the simulated host follows host.json', () => {
  test('a message whose handler throws returns after the visibility timeout, and is poisoned after the last attempt', async () => {
    const seconds = Number(visibilityTimeout.split(':').at(-1));
    const { takes, poisoned } = await takesOf({ sabotage: withoutStorage });
    expect(takes).toEqual(Array.from({ length: maxDequeueCount }, (_, time) => time * seconds));
    expect(poisoned).toEqual(['refresh-status-1']);
  });

  test('a message of a crashed worker returns after ten minutes', async () => {
    expect(await takesOf({ faults: [{ step: 0, mode: 'crash-before' }] })).toEqual({ takes: [0, 600], poisoned: [] });
  });

  test('a delivery message above 64 KiB is rejected and not enqueued', async () => {
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
    await scheduler.run(idleHost);
    await refused;
    expect(queue.messages()).toEqual([]);
  });
});

/** A host with no work besides the one call. */
const idleHost = {
  offers: () => 0,
  queueChanges: undefined,
  start: () => undefined,
  nextDue: () => undefined,
  crashed: () => undefined,
  clearQueues: () => undefined,
  duplicateMessage: () => undefined,
  signature: () => ({ low: 0, high: 0, toggle: () => undefined }),
};
