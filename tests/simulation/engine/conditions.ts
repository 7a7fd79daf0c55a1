import type { Write } from '../../../shared/application/ports.ts';
import type { Scheduler } from './scheduler.ts';
import { hashOf } from './states.ts';
import type { Process } from './step.ts';
import type { Outage, Surroundings } from './surroundings.ts';

/** An outage that has started, in milliseconds since the Unix epoch. */
export interface Interval {
  readonly of: Outage['of'];
  readonly from: number;
  readonly to: number;
}

/** The field that the later version adds to its rows. */
export const LATER_FIELD = 'addedLater';
/** Rows that both versions rewrite: states of topics, subscriptions and deliveries. */
const SHARED_ROWS = /^[tsd]\./;

/** The surroundings of a run, as they are at the present step. */
export class Conditions {
  /** The outages that have started. */
  readonly started: Interval[] = [];
  readonly surroundings: Surroundings;
  readonly #scheduler: Scheduler;
  readonly #start: number;
  #coming: readonly Outage[];

  constructor(surroundings: Surroundings, scheduler: Scheduler) {
    this.surroundings = surroundings;
    this.#scheduler = scheduler;
    this.#start = scheduler.now;
    this.#coming = surroundings.outages ?? [];
  }

  /** When the present outage of the table, or of the queues, ends; undefined when they are available. */
  outageEnd(part: 'table' | 'queues'): number | undefined {
    this.#startOutages();
    const { now } = this.#scheduler;
    return this.started.find(({ of, to }) => to > now && (part === 'table' || of === 'storage'))?.to;
  }

  /** How far the clock of a process is ahead of the time; negative when it is behind. */
  clockOffset({ name }: Process): number {
    const { clockSkew = 0 } = this.surroundings;
    return clockSkew === 0 ? 0 : (hashOf(name) % (clockSkew + 1)) - Math.floor(clockSkew / 2);
  }

  /** The writes of a process, with the field of the later version if it runs that. */
  asWrittenBy({ name }: Process, writes: readonly Write[]): readonly Write[] {
    if (!this.surroundings.hasTwoVersions || hashOf(name) % 2 === 0) return writes;
    return writes.map((write) =>
      write.kind === 'remove' || !SHARED_ROWS.test(write.key)
        ? write
        : { ...write, data: { ...write.data, [LATER_FIELD]: name } },
    );
  }

  #startOutages(): void {
    const { now, steps } = this.#scheduler;
    if (this.#coming.length === 0) return;
    const isDue = ({ from = 0, fromStep = 0 }: Outage) => now >= this.#start + from && steps.length >= fromStep;
    for (const { of, lasts } of this.#coming.filter(isDue)) this.started.push({ of, from: now, to: now + lasts });
    this.#coming = this.#coming.filter((outage) => !isDue(outage));
  }
}
