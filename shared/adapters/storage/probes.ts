import type { QueueClient } from '@azure/storage-queue';
import type { Deps, Diagnostics, Probe } from '../../application/ports.ts';
import { ENVIRONMENTS } from '../../application/store/keys.ts';
import { verifySecretsKey } from '../../application/store/secrets-key.ts';

/** Probes of the table, the secrets' key and the queues that the app depends on. */
export function createProbes(deps: Pick<Deps, 'store' | 'cipher'>, queues: readonly QueueClient[]): Probe[] {
  const tables: Probe = {
    name: 'tables',
    readsTable: true,
    check: async () => void (await deps.store.read(ENVIRONMENTS, '-')),
  };
  const secretsKey: Probe = { name: 'secrets-key', readsTable: true, check: () => verifySecretsKey(deps) };
  // A missing queue is healthy: the first message creates it. Only an answer is needed.
  const ofQueue = (queue: QueueClient): Probe => ({
    name: `queue ${queue.name}`,
    check: async () => void (await queue.exists()),
  });
  return [tables, secretsKey, ...queues.map(ofQueue)];
}

/** A probe of the storage that diagnostic settings write to. A missing container is healthy: it comes with the first record. */
export function diagnosticsProbe({ containers, blobs }: Diagnostics): Probe {
  return {
    name: 'diagnostics-storage',
    isOptional: true,
    check: async () => void (await Promise.all(containers.map((container) => blobs.list(container, [])))),
  };
}
