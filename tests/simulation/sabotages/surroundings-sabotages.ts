import { StorageUnavailableError } from '../../../shared/application/errors.ts';
import type { Deps, Row, Store, Write } from '../../../shared/application/ports.ts';
import { LATER_FIELD } from '../engine/conditions.ts';
import type { Sabotage } from '../engine/processes.ts';

/** Leaves 35 of the 120 seconds of a lease: enough for an attempt, but not for one by a process whose clock is behind. */
const TOO_SHORT_MS = 85_000;

const withStore = (deps: Deps, change: Partial<Store>): Deps => ({ ...deps, store: { ...deps.store, ...change } });

/** A message that meets a transient fault is not postponed: its handler throws. */
const throwsTransientFaults: Sabotage = (deps) => ({
  ...deps,
  events: {
    publish: async (queue, text, delay) => {
      if (delay) throw new StorageUnavailableError('not postponed');
      return deps.events.publish(queue, text, delay);
    },
  },
});

/** Only the first page of a range is read. */
const ignoresNextPages: Sabotage = (deps) =>
  withStore(deps, {
    range: async (partition, range) => ({ rows: (await deps.store.range(partition, range)).rows }),
  });

/** Changes every row when it is read. */
function withRows(deps: Deps, change: (row: Row) => Row): Deps {
  return withStore(deps, {
    read: async (partition, key) => {
      const row = await deps.store.read(partition, key);
      return row && change(row);
    },
    range: async (partition, range) => {
      const page = await deps.store.range(partition, range);
      return { ...page, rows: page.rows.map(change) };
    },
  });
}

/** A row is read without the fields that this version does not know. */
const dropsUnknownFields: Sabotage = (deps) =>
  withRows(deps, (row) => {
    const { [LATER_FIELD]: _, ...data } = row.data as Record<string, unknown>;
    return { ...row, data };
  });

/** A status that is not known counts as the end of the receiver. */
const takesUnknownForGone: Sabotage = (deps) =>
  withRows(deps, (row) =>
    Object(row.data).status === 'paused' ? { ...row, data: { ...Object(row.data), status: 'gone' } } : row,
  );

/** A lease covers an attempt, but no difference between clocks. */
const leasesTooShortly: Sabotage = (deps) => {
  const shorter = (write: Write): Write => {
    if (write.kind === 'remove' || !('leasedUntil' in write.data) || !write.data.leasedUntil) return write;
    const end = Date.parse(String(write.data.leasedUntil)) - TOO_SHORT_MS;
    const leasedUntil = new Date(end).toISOString().replace('Z', '0000Z');
    return { ...write, data: { ...write.data, leasedUntil } };
  };
  return withStore(deps, { commit: (partition, writes) => deps.store.commit(partition, writes.map(shorter)) });
};

/** Faulty variants that only unusual surroundings reveal. */
export const surroundingsSabotages = {
  'throws-transient-faults': throwsTransientFaults,
  'ignores-next-pages': ignoresNextPages,
  'drops-unknown-fields': dropsUnknownFields,
  'takes-unknown-for-gone': takesUnknownForGone,
  'leases-too-shortly': leasesTooShortly,
} as const satisfies Record<string, Sabotage>;
