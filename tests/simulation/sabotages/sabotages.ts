import type { Deps, Store, Write } from '../../../shared/application/ports.ts';
import type { Sabotage } from '../engine/processes.ts';
import { accepted } from '../engine/receivers.ts';
import { logSabotages } from './log-sabotages.ts';
import { operatorSabotages } from './operator-sabotages.ts';
import { surroundingsSabotages } from './surroundings-sabotages.ts';

/*
 * Faulty variants of the application. Each one removes a mechanism that a guarantee depends on, by changing what the application
 * gets from its ports.
 */

const withStore = (deps: Deps, change: Partial<Store>): Deps => ({ ...deps, store: { ...deps.store, ...change } });

/** Removes If-Match from every write: the last write wins. */
const withoutIfMatch: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) => deps.store.commit(partition, writes.map(unconditional)),
  });

function unconditional(write: Write): Write {
  return write.kind === 'replace' ? { kind: 'put', key: write.key, data: write.data } : write;
}

/** Removes If-Match from the states of topics. */
const withoutIfMatchOnTopics: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) =>
      deps.store.commit(
        partition,
        writes.map((write) => (write.key.startsWith('t.') ? unconditional(write) : write)),
      ),
  });

/** A redelivered message does not find its firing, so it does not resume it. */
const withoutResume: Sabotage = (deps, { isRedelivery }) =>
  isRedelivery
    ? withStore(deps, {
        read: (partition, key) => (key.startsWith('f.') ? Promise.resolve(undefined) : deps.store.read(partition, key)),
      })
    : deps;

/** Deliveries are never leased. */
const withoutLease: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) => deps.store.commit(partition, writes.map(unleased)),
  });

function unleased(write: Write): Write {
  if (write.kind === 'remove' || !write.key.startsWith('d.')) return write;
  return { ...write, data: { ...write.data, leasedUntil: undefined } };
}

/** Every attempt gets a new notification id. */
const withRandomNotificationId: Sabotage = (deps) => ({
  ...deps,
  sender: {
    send: (request) => {
      const id = deps.chance.secret(9);
      const body = JSON.stringify({ ...JSON.parse(request.body), notificationId: id });
      return deps.sender.send({ ...request, headers: { ...request.headers, 'webhook-id': id }, body });
    },
  },
});

/** The key that deduplicates a run is random. */
const withRandomFiringIdentity: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) =>
      deps.store.commit(
        partition,
        writes.map((write) => (write.key.startsWith('r.') ? { ...write, key: `r.${deps.chance.secret(9)}` } : write)),
      ),
  });

/** A failed send of a subscription at a border of a batch counts as accepted. `place` counts the sends of an invocation from 1. */
const trustsSend =
  (place: number): Sabotage =>
  (deps) => {
    let sends = 0;
    return {
      ...deps,
      sender: {
        send: async (request) => {
          const isTrusted = ++sends === place;
          const result = await deps.sender.send(request);
          return isTrusted && result.kind === 'failed' ? accepted : result;
        },
      },
    };
  };

/** A transaction is committed row by row, until one conflicts. */
const withoutTransaction: Sabotage = (deps) =>
  withStore(deps, {
    commit: async (partition, writes) => {
      const etags: string[] = [];
      for (const write of writes) etags.push(...(await deps.store.commit(partition, [write])));
      return etags;
    },
  });

/** All sabotages by name. */
export const sabotages = {
  'without-if-match': withoutIfMatch,
  'without-if-match-on-topics': withoutIfMatchOnTopics,
  'without-resume-on-duplicate': withoutResume,
  'without-lease': withoutLease,
  'random-notification-id': withRandomNotificationId,
  'random-firing-identity': withRandomFiringIdentity,
  'without-transaction': withoutTransaction,
  'trusts-first-send': trustsSend(1),
  'trusts-last-send': trustsSend(16),
  ...operatorSabotages,
  ...surroundingsSabotages,
  ...logSabotages,
} as const satisfies Record<string, Sabotage>;
