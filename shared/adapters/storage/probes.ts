import type { QueueClient } from '@azure/storage-queue';
import type { Probe, Store } from '../../application/ports.ts';
import { ENVIRONMENTS } from '../../application/store/keys.ts';

/** Probes of the table and the queues that this app cannot do without. */
export function createProbes(store: Store, queues: readonly QueueClient[]): Probe[] {
  const tables: Probe = { name: 'tables', check: async () => void (await store.read(ENVIRONMENTS, '-')) };
  // The first message creates a queue that does not exist yet, so an answer of any kind is enough.
  const ofQueue = (queue: QueueClient): Probe => ({
    name: `queue ${queue.name}`,
    check: async () => void (await queue.exists()),
  });
  return [tables, ...queues.map(ofQueue)];
}
