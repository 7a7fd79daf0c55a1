import { SeededRandom } from '../../support/seeded-random.ts';
import { hashOf } from './states.ts';

const MINUTE = 60_000;

/** A time in which requests to a part of the storage fail. It starts when its time and its step have come. */
export interface Outage {
  /** The table alone, or the table and all queues. */
  readonly of: 'table' | 'storage';
  /** Milliseconds after the start of the run; 0 when absent. */
  readonly from?: number;
  /** The step that it starts before, at the earliest; 0 when absent. */
  readonly fromStep?: number;
  /** Milliseconds until it ends. */
  readonly lasts: number;
}

/** What holds during a whole run, unlike a fault, which strikes at one step. */
export interface Surroundings {
  readonly outages?: readonly Outage[];
  /** The most rows that a page of a range has, as the service may end a page at any row. */
  readonly longestPage?: number;
  /** The most milliseconds between the clocks of two processes. */
  readonly clockSkew?: number;
  /** About half of the processes run a later version, which writes a field that the other half does not know. */
  readonly hasTwoVersions?: true;
  /** Queues deliver about half of all messages a second time while the first delivery may still be handled. */
  readonly doublesMessages?: true;
  /** Queues deliver one message at a time, the longest visible first. Without it, they keep no order. */
  readonly keepsOrder?: true;
}

const LAST_START = 40;

/** The surroundings of random schedules, by name. Some of them depend on the seed. */
const KINDS = {
  'table-outage': (random) => ({
    outages: [{ of: 'table', fromStep: random.below(LAST_START), lasts: (1 + random.below(20)) * MINUTE }],
  }),
  'storage-outage': (random) => ({
    outages: [{ of: 'storage', fromStep: random.below(LAST_START), lasts: (1 + random.below(20)) * MINUTE }],
  }),
  'short-pages': () => ({ longestPage: 3 }),
  'skewed-clocks': () => ({ clockSkew: MINUTE }),
  'two-versions': () => ({ hasTwoVersions: true }),
  'doubled-messages': () => ({ doublesMessages: true }),
} as const satisfies Record<string, (random: SeededRandom) => Surroundings>;

/** The name of a kind of surroundings. */
export type SurroundingsName = keyof typeof KINDS;

/** All kinds of surroundings of random schedules. */
export const SURROUNDINGS = Object.keys(KINDS) as SurroundingsName[];

/** The surroundings of this kind for a seed. */
export function surroundingsOf(name: SurroundingsName, seed: number): Surroundings {
  return KINDS[name](new SeededRandom(hashOf(`${name} ${seed}`)));
}
