import type { Deps, Store, Write } from '../../../shared/application/ports.ts';
import type { Sabotage } from '../engine/processes.ts';
import { operatorSabotages } from './operator-sabotages.ts';

/* The application with one of the things taken away that its guarantees rest on; each by what lies between it and its ports. */

const withStore = (deps: Deps, change: Partial<Store>): Deps => ({ ...deps, store: { ...deps.store, ...change } });

/** Whoever writes last wins. */
const withoutIfMatch: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) => deps.store.commit(partition, writes.map(unconditional)),
  });

function unconditional(write: Write): Write {
  return write.kind === 'replace' ? { kind: 'put', key: write.key, data: write.data } : write;
}

/** The state of a topic is rewritten even when others have moved it. */
const withoutStateMatch: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) =>
      deps.store.commit(
        partition,
        writes.map((write) => (write.key.startsWith('t.') ? unconditional(write) : write)),
      ),
  });

/** A duplicate finds no firing to finish. */
const withoutResume: Sabotage = (deps, { isRedelivery }) =>
  isRedelivery
    ? withStore(deps, {
        read: (partition, key) => (key.startsWith('f.') ? Promise.resolve(undefined) : deps.store.read(partition, key)),
      })
    : deps;

/** Nobody can see that somebody is at a delivery. */
const withoutLease: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) => deps.store.commit(partition, writes.map(unleased)),
  });

function unleased(write: Write): Write {
  if (write.kind === 'remove' || !write.key.startsWith('d.')) return write;
  return { ...write, data: { ...write.data, leasedUntil: undefined } };
}

/** A notification gets its id when it is sent. */
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

/** What has fired is not known by the run. */
const withRandomFiringIdentity: Sabotage = (deps) =>
  withStore(deps, {
    commit: (partition, writes) =>
      deps.store.commit(
        partition,
        writes.map((write) => (write.key.startsWith('r.') ? { ...write, key: `r.${deps.chance.secret(9)}` } : write)),
      ),
  });

/** Row by row, until one conflicts. */
const withoutTransaction: Sabotage = (deps) =>
  withStore(deps, {
    commit: async (partition, writes) => {
      const etags: string[] = [];
      for (const write of writes) etags.push(...(await deps.store.commit(partition, [write])));
      return etags;
    },
  });

export const sabotages = {
  'without-if-match': withoutIfMatch,
  'without-state-match': withoutStateMatch,
  'without-resume': withoutResume,
  'without-lease': withoutLease,
  'random-notification-id': withRandomNotificationId,
  'random-firing-identity': withRandomFiringIdentity,
  'without-transaction': withoutTransaction,
  ...operatorSabotages,
} as const satisfies Record<string, Sabotage>;
