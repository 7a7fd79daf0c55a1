import type { Deps, PoisonMessage, Row, Store } from '../../../shared/application/ports.ts';
import type { Circumstances, Sabotage } from '../engine/processes.ts';

/* The application with faults in what operators and timers do. */

const withStore = (deps: Deps, change: Partial<Store>): Deps => ({ ...deps, store: { ...deps.store, ...change } });

const isOf = ({ process }: Circumstances, kind: string) => process.name.startsWith(`${kind}-`);

/** Rows under a prefix as somebody would see them who is mistaken. */
function seenAs(deps: Deps, prefix: string, change: (data: object) => object): Deps {
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

/** The newest of what waits is released first. */
const withoutOrder: Sabotage = (deps) =>
  withStore(deps, {
    range: async (partition, range) => {
      if (!range.from.startsWith('p.')) return deps.store.range(partition, range);
      const { rows } = await deps.store.range(partition, { from: range.from, to: range.to });
      return { rows: rows.toReversed().slice(0, range.top) };
    },
  });

/** Several release at the same time. */
const withoutReleaseLock: Sabotage = (deps) =>
  withStore(deps, {
    read: async (partition, key) => (key.startsWith('l.') ? undefined : deps.store.read(partition, key)),
    commit: async (partition, writes) =>
      writes.some(({ key }) => key.startsWith('l.')) ? ['an ETag'] : deps.store.commit(partition, writes),
  });

/** What is under way can be redelivered. */
const redeliversAnything: Sabotage = (deps, how) =>
  isOf(how, 'api') ? seenAs(deps, 'd.', (data) => ({ ...data, state: 'dead' })) : deps;

/** An operator is told that it is done. */
const answersOnly: Sabotage = (deps, how) =>
  isOf(how, 'api') ? withStore(deps, { commit: async (_partition, writes) => writes.map(() => '') }) : deps;

/** A replay takes the latest firing alone. */
const replaysTheLatest: Sabotage = (deps, how) =>
  isOf(how, 'api')
    ? withStore(deps, {
        range: async (partition, range) => {
          const { rows } = await deps.store.range(partition, range);
          return { rows: range.from.startsWith('f.') ? rows.slice(0, 1) : rows };
        },
      })
    : deps;

/** Who has slept is taken to be asleep for ever. */
const neverAwake: Sabotage = (deps, how) =>
  isOf(how, 'worker')
    ? seenAs(deps, 's.', (data) => ('statusSince' in data ? { ...data, status: 'dormant' } : data))
    : deps;

/** The schedule is cut short. */
const givesUpEarly: Sabotage = (deps) => ({ ...deps, settings: { ...deps.settings, retrySchedule: [5_000] } });

/** Retention takes deliveries for finished long ago. */
const retiresDeliveries: Sabotage = (deps, how) =>
  isOf(how, 'retention')
    ? seenAs(deps, 'd.', (data) => ({
        ...data,
        state: 'delivered',
        dueAt: '2000-01-01T00:00:00.0000000Z',
        attempts: [],
      }))
    : deps;

/** Retention overlooks that a firing has deliveries. */
const retiresFirings: Sabotage = (deps, how) =>
  isOf(how, 'retention')
    ? withStore(deps, {
        range: async (partition, range) => (range.top === 1 ? { rows: [] } : deps.store.range(partition, range)),
      })
    : deps;

/** The dead letter of a poisoned message has another key each time. */
const poisonByChance: Sabotage = (deps, how) =>
  isOf(how, 'collector')
    ? withStore(deps, {
        commit: (partition, writes) =>
          deps.store.commit(
            partition,
            writes.map((write) => ({ ...write, key: `${write.key}${deps.chance.secret(3)}` })),
          ),
      })
    : deps;

/** A poisoned message leaves its queue before its dead letter is written. */
const poisonRemovedFirst: Sabotage = (deps) => ({
  ...deps,
  poison: {
    take: async (queue) => {
      const messages = await deps.poison.take(queue);
      for (const message of messages) await message.remove();
      return messages.map((message): PoisonMessage => ({ ...message, remove: async () => undefined }));
    },
  },
});

/** Who leaves does not look for fan-outs that are on their way. */
const leavesTooEarly: Sabotage = (deps, how) =>
  isOf(how, 'api')
    ? withStore(deps, {
        range: async (partition, range) =>
          range.from.startsWith('c.') ? { rows: [] } : deps.store.range(partition, range),
      })
    : deps;

/** What is redriven leaves, and goes nowhere. */
const redrivesNowhere: Sabotage = (deps) => ({ ...deps, events: { publish: async () => undefined } });

export const operatorSabotages = {
  'without-order': withoutOrder,
  'without-release-lock': withoutReleaseLock,
  'redelivers-anything': redeliversAnything,
  'answers-only': answersOnly,
  'replays-the-latest': replaysTheLatest,
  'never-awake': neverAwake,
  'gives-up-early': givesUpEarly,
  'retires-deliveries': retiresDeliveries,
  'retires-firings': retiresFirings,
  'poison-by-chance': poisonByChance,
  'poison-removed-first': poisonRemovedFirst,
  'leaves-too-early': leavesTooEarly,
  'redrives-nowhere': redrivesNowhere,
} as const satisfies Record<string, Sabotage>;
