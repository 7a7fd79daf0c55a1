import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { kill, loseStorage, retried } from '../support/faults/drive.ts';
import type { Ledger } from '../support/faults/ledger.ts';
import type { LocalApp } from '../support/local-app.ts';
import type { SeededRandom } from '../support/seeded-random.ts';

const FAULTS = ['host', 'worker', 'queue', 'storage', 'storage and worker'] as const;
type Fault = (typeof FAULTS)[number];
/** Kills are eight times as likely as each other fault. */
const WEIGHTED_FAULTS: readonly Fault[] = [
  ...FAULTS,
  ...Array.from({ length: 7 }, () => ['host', 'worker'] as const).flat(),
];

/** Injects faults into the app, one after another, at seeded random moments. */
export class Faults {
  readonly counts: Record<Fault, number> = { host: 0, worker: 0, queue: 0, storage: 0, 'storage and worker': 0 };
  readonly #app: LocalApp;
  readonly #ledger: Ledger;
  readonly #random: SeededRandom;

  constructor(app: LocalApp, ledger: Ledger, random: SeededRandom) {
    this.#app = app;
    this.#ledger = ledger;
    this.#random = random;
  }

  /** Injects faults until the end, in milliseconds since the Unix epoch. */
  async run(end: number): Promise<void> {
    for (;;) {
      await sleep(this.#random.between(200, 4_000));
      const fault = this.#random.pick(WEIGHTED_FAULTS);
      if (Date.now() > end) return;
      await this.#inject(fault);
      this.counts[fault] += 1;
    }
  }

  async #inject(fault: Fault): Promise<void> {
    if (fault === 'host' || fault === 'worker') return kill(this.#app, this.#ledger, fault);
    if (fault === 'queue') return void (await retried(() => this.#app.deliveryQueue.clearMessages()));
    const away = loseStorage(this.#app, this.#ledger, this.#random.pick([1_000, 1_000, 5_000, 5_000, 20_000]));
    if (fault === 'storage and worker') {
      await sleep(this.#random.between(100, 900));
      await kill(this.#app, this.#ledger, 'worker');
    }
    await away;
    await eventually('an app that is healthy again', () => this.#isHealthy(), 60_000);
  }

  async #isHealthy(): Promise<boolean> {
    return (await this.#app.call('GET', '/api/health').catch(() => ({ status: 0 }))).status === 200;
  }
}
