import type { QueueClient } from '@azure/storage-queue';
import type { Probe, Store } from '../../application/ports.ts';
import { ENVIRONMENTS } from '../../application/store/keys.ts';

/** Probes of the table and the queues that the app depends on. */
export function createProbes(store: Store, queues: readonly QueueClient[]): Probe[] {
  const tables: Probe = { name: 'tables', check: async () => void (await store.read(ENVIRONMENTS, '-')) };
  // A missing queue is healthy: the first message creates it. Only an answer is needed.
  const ofQueue = (queue: QueueClient): Probe => ({
    name: `queue ${queue.name}`,
    check: async () => void (await queue.exists()),
  });
  return [tables, ...queues.map(ofQueue)];
}
