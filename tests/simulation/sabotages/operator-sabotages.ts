import type { Deps, PoisonMessage, Row, Store, Write } from '../../../shared/application/ports.ts';
import { ENVIRONMENTS } from '../../../shared/application/store/keys.ts';
import type { Circumstances, Sabotage } from '../engine/processes.ts';

const withStore = (deps: Deps, change: Partial<Store>): Deps => ({ ...deps, store: { ...deps.store, ...change } });

/** Whether a process is of this kind. */
const isOf = ({ process }: Circumstances, kind: string) => process.name.startsWith(`${kind}-`);

/** Changes every row under a key prefix when the application reads it. */
function withRowsChanged(deps: Deps, prefix: string, change: (data: object) => object): Deps {
  const seen = (row: Row): Row => (row.key.startsWith(prefix) ? { ...row, data: change(row.data as object) } : row);
  return withStore(deps, {
    read: async (partition, key) => {
      const row = await deps.store.read(partition, key);
      return row && seen(row);
    },
    range: async (partition, range) => {
      const page = await deps.store.range(partition, range);
      return { ...page, rows: page.rows.map(seen) };
    },
  });
}

/** The newest waiting deliveries are released first. */
const releasesNewestFirst: Sabotage = (deps) =>
  withStore(deps, {
    range: async (partition, range) => {
      if (!range.from.startsWith('p.')) return deps.store.range(partition, range);
      const { rows } = await deps.store.range(partition, { from: range.from, to: range.to });
      return { rows: rows.toReversed().slice(0, range.top) };
    },
  });

/** Several workers release deliveries at the same time. */
const withoutReleaseLock: Sabotage = (deps) =>
  withStore(deps, {
    read: async (partition, key) => (key.startsWith('l.') ? undefined : deps.store.read(partition, key)),
    commit: async (partition, writes) =>
      writes.some(({ key }) => key.startsWith('l.')) ? ['an ETag'] : deps.store.commit(partition, writes),
  });

/** The API takes every delivery for dead. */
const redeliversUnfinishedDeliveries: Sabotage = (deps, how) =>
  isOf(how, 'api') ? withRowsChanged(deps, 'd.', (data) => ({ ...data, state: 'dead' })) : deps;

/** The API's commits succeed without an effect. */
const skipsApiWrites: Sabotage = (deps, how) =>
  isOf(how, 'api') ? withStore(deps, { commit: async (_partition, writes) => writes.map(() => '') }) : deps;

/** A replay reads only the latest firing. */
const replaysLatestFiringOnly: Sabotage = (deps, how) =>
  isOf(how, 'api')
    ? withStore(deps, {
        range: async (partition, range) => {
          const { rows } = await deps.store.range(partition, range);
          return { rows: range.from.startsWith('f.') ? rows.slice(0, 1) : rows };
        },
      })
    : deps;

/** Workers take a subscription that was ever inactive for dormant. */
const keepsSubscriptionsDormant: Sabotage = (deps, how) =>
  isOf(how, 'worker')
    ? withRowsChanged(deps, 's.', (data) => ('statusSince' in data ? { ...data, status: 'dormant' } : data))
    : deps;

/** The retry schedule has a single retry. */
const shortenedRetrySchedule: Sabotage = (deps) => ({
  ...deps,
  settings: { ...deps.settings, retrySchedule: [5_000] },
});

/** Retention takes every delivery for one that finished long ago. */
const retiresUnfinishedDeliveries: Sabotage = (deps, how) =>
  isOf(how, 'retention')
    ? withRowsChanged(deps, 'd.', (data) => ({
        ...data,
        state: 'delivered',
        dueAt: '2000-01-01T00:00:00.0000000Z',
        attempts: [],
      }))
    : deps;

/** Retention does not find the deliveries of a firing. */
const retiresFiringsWithDeliveries: Sabotage = (deps, how) =>
  isOf(how, 'retention')
    ? withStore(deps, {
        range: async (partition, range) => (range.top === 1 ? { rows: [] } : deps.store.range(partition, range)),
      })
    : deps;

/** Retention removes the entry of an environment whatever has happened since it was read. */
const removesStampedEntries: Sabotage = (deps, how) =>
  isOf(how, 'retention')
    ? withStore(deps, {
        commit: (partition, writes) =>
          deps.store.commit(
            partition,
            partition === ENVIRONMENTS ? writes.map(({ key }) => ({ kind: 'remove', key })) : writes,
          ),
      })
    : deps;

/** The dead letter of a poisoned message gets a random key. */
const randomPoisonKeys: Sabotage = (deps, how) =>
  isOf(how, 'collector')
    ? withStore(deps, {
        commit: (partition, writes) =>
          deps.store.commit(
            partition,
            writes.map((write) => ({ ...write, key: `${write.key}${deps.chance.secret(3)}` })),
          ),
      })
    : deps;

/** A poisoned message is removed from its queue before its dead letter is written. */
const poisonRemovedBeforeDeadLetter: Sabotage = (deps) => ({
  ...deps,
  poison: {
    take: async (queue) => {
      const messages = await deps.poison.take(queue);
      for (const message of messages) await message.remove();
      return messages.map((message): PoisonMessage => ({ ...message, remove: async () => undefined }));
    },
  },
});

/** A deleted subscription does not look for fan-outs in progress. */
const unsubscribeIgnoresFanOuts: Sabotage = (deps, how) => (isOf(how, 'api') ? withoutFanOuts(deps) : deps);

/** Retention does not look for fan-outs in progress when it removes a subscription. */
const pruningIgnoresFanOuts: Sabotage = (deps, how) => (isOf(how, 'retention') ? withoutFanOuts(deps) : deps);

const withoutFanOuts = (deps: Deps) =>
  withStore(deps, {
    range: async (partition, range) =>
      range.from.startsWith('c.') ? { rows: [] } : deps.store.range(partition, range),
  });

/** A redrive removes the dead letter and publishes nothing. */
const redriveWithoutPublishing: Sabotage = (deps) => ({ ...deps, events: { publish: async () => undefined } });

/** A rotation forgets the secret before. */
const forgetsPreviousSecret: Sabotage = (deps) => withWritesChanged(deps, 's.', { sealedPreviousSecret: undefined });

/** A firing is not put on the timeline. */
const skipsTimeline: Sabotage = (deps) =>
  withStore(deps, {
    commit: async (partition, writes) => {
      const kept = writes.filter(({ key }) => !key.startsWith('y.'));
      const etags = await deps.store.commit(partition, kept);
      return writes.map((write) => etags[kept.indexOf(write)] ?? '');
    },
  });

/** Changes every row under a key prefix when the application writes it. */
function withWritesChanged(deps: Deps, prefix: string, change: object): Deps {
  const changed = (write: Write): Write =>
    write.kind === 'remove' || !write.key.startsWith(prefix) ? write : { ...write, data: { ...write.data, ...change } };
  return withStore(deps, { commit: (partition, writes) => deps.store.commit(partition, writes.map(changed)) });
}

/** Faulty variants of operator calls and timers. */
export const operatorSabotages = {
  'releases-newest-first': releasesNewestFirst,
  'without-release-lock': withoutReleaseLock,
  'redelivers-unfinished-deliveries': redeliversUnfinishedDeliveries,
  'skips-api-writes': skipsApiWrites,
  'replays-latest-firing-only': replaysLatestFiringOnly,
  'keeps-subscriptions-dormant': keepsSubscriptionsDormant,
  'shortened-retry-schedule': shortenedRetrySchedule,
  'retires-unfinished-deliveries': retiresUnfinishedDeliveries,
  'retires-firings-with-deliveries': retiresFiringsWithDeliveries,
  'removes-stamped-entries': removesStampedEntries,
  'random-poison-keys': randomPoisonKeys,
  'poison-removed-before-dead-letter': poisonRemovedBeforeDeadLetter,
  'unsubscribe-ignores-fan-outs': unsubscribeIgnoresFanOuts,
  'pruning-ignores-fan-outs': pruningIgnoresFanOuts,
  'redrive-without-publishing': redriveWithoutPublishing,
  'forgets-previous-secret': forgetsPreviousSecret,
  'skips-timeline': skipsTimeline,
} as const satisfies Record<string, Sabotage>;
