import type { AppendBlob, AppendBlobs, Deps, EventPublisher } from '../../../shared/application/ports.ts';
import { DIAGNOSTICS } from '../../../shared/application/store/keys.ts';
import type { Sabotage } from '../engine/processes.ts';

const withBlobs = (deps: Deps, change: (blobs: AppendBlobs) => Partial<AppendBlobs>): Deps => {
  const { diagnostics } = deps;
  if (!diagnostics) return deps;
  return { ...deps, diagnostics: { ...diagnostics, blobs: { ...diagnostics.blobs, ...change(diagnostics.blobs) } } };
};

/** Lists blobs with something else than they are. */
const listing = (deps: Deps, changed: (blob: AppendBlob) => AppendBlob) =>
  withBlobs(deps, ({ list }) => ({ list: async (container, days) => (await list(container, days)).map(changed) }));

/** The position is stored before the messages are on the queue. */
const storesPositionFirst: Sabotage = (deps) => {
  let held: Parameters<EventPublisher['publish']>[] = [];
  return {
    ...deps,
    events: {
      publish: async (queue, text, delay) => {
        // Only the messages of logs come without a delay.
        if (delay) await deps.events.publish(queue, text, delay);
        else held.push([queue, text]);
      },
    },
    store: {
      ...deps.store,
      commit: async (partition, writes) => {
        const etags = await deps.store.commit(partition, writes);
        const due = held;
        held = [];
        for (const message of due) await deps.events.publish(...message);
        return etags;
      },
    },
  };
};

/** Offsets count characters: each character is one byte when it is read. */
const countsCharacters: Sabotage = (deps) =>
  withBlobs(deps, ({ read }) => ({
    read: async (container, blob, range) => {
      const bytes = await read(container, blob, range);
      return bytes && Buffer.from(Buffer.from(bytes).toString(), 'latin1');
    },
  }));

/** A last line without its newline is read at once. */
const readsHalfLines: Sabotage = (deps) => listing(deps, (blob) => ({ ...blob, changedAt: 0 }));

/** A last line without its newline is left for ever. */
const leavesLastLines: Sabotage = (deps) => listing(deps, (blob) => ({ ...blob, changedAt: deps.clock.now() }));

/** A blob that has replaced another one is read on where the other one ended. */
const ignoresCreation: Sabotage = (deps) => listing(deps, (blob) => ({ ...blob, createdAt: 0 }));

/** A blob is read whether or not it is still the one that was listed. */
const ignoresEtag: Sabotage = (deps) =>
  withBlobs(deps, ({ list, read }) => ({
    read: async (container, blob, range) => {
      const days = [/y=(\d+)\/m=(\d+)\/d=(\d+)/.exec(blob.name)?.slice(1).join('-') ?? ''];
      const present = (await list(container, days)).find(({ name }) => name === blob.name);
      return read(container, present ?? blob, range);
    },
  }));

/** Only the log of the latest hour is looked at. */
const ignoresLateAppends: Sabotage = (deps) =>
  withBlobs(deps, ({ list }) => ({
    list: async (container, days) => {
      const blobs = await list(container, days);
      return blobs.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(-1);
    },
  }));

/** The rows of a first run, positions in older logs included, are not stored. */
const forgetsFirstPositions: Sabotage = (deps) => ({
  ...deps,
  store: {
    ...deps.store,
    commit: async (partition, writes) => {
      const isPosition = partition === DIAGNOSTICS && writes.some(({ kind, key }) => kind === 'insert' && key < 'b.~');
      const isOfFormerDay = writes.some(({ key }) => key.startsWith('b.2026-11-19'));
      return isPosition && isOfFormerDay ? ['lost'] : deps.store.commit(partition, writes);
    },
  },
});

/** Faulty variants of the timer that reads diagnostic logs. */
export const logSabotages = {
  'stores-position-first': storesPositionFirst,
  'counts-characters': countsCharacters,
  'reads-half-lines': readsHalfLines,
  'leaves-last-lines': leavesLastLines,
  'ignores-creation': ignoresCreation,
  'ignores-etag': ignoresEtag,
  'ignores-late-appends': ignoresLateAppends,
  'forgets-first-positions': forgetsFirstPositions,
} as const satisfies Record<string, Sabotage>;
