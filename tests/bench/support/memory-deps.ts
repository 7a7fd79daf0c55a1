import type { Deps } from '../../../shared/application/ports.ts';
import type { MemoryStore } from '../../support/memory-store.ts';
import { realDeps } from './real-deps.ts';

/** The app with its rows in memory and no queues: a webhook that fails at first is not sent again. */
export function memoryDeps(store: MemoryStore, others: Partial<Deps> = {}): Deps {
  return realDeps({ store, deliveries: { enqueue: async () => {} }, events: { publish: async () => {} } }, others);
}
