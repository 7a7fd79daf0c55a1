import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../support/faults/chance.ts';
import { kill, loseStorage, surely } from '../support/faults/drive.ts';
import type { Ledger } from '../support/faults/ledger.ts';
import { type LocalApp, until } from '../support/local-app.ts';

const FAULTS = ['host', 'worker', 'queue', 'storage', 'storage and worker'] as const;
type Fault = (typeof FAULTS)[number];
/** Kills come eight times as often as each of the others. */
const OFTEN: readonly Fault[] = [...FAULTS, ...Array.from({ length: 7 }, () => ['host', 'worker'] as const).flat()];

/** What befalls the app, one after another at seeded moments. */
export class Faults {
  readonly counts: Record<Fault, number> = { host: 0, worker: 0, queue: 0, storage: 0, 'storage and worker': 0 };
  readonly #app: LocalApp;
  readonly #ledger: Ledger;
  readonly #chance: Chance;

  constructor(app: LocalApp, ledger: Ledger, chance: Chance) {
    this.#app = app;
    this.#ledger = ledger;
    this.#chance = chance;
  }

  /** Faults until the time is up. */
  async run(end: number): Promise<void> {
    for (;;) {
      await sleep(this.#chance.between(200, 4_000));
      const fault = this.#chance.pick(OFTEN);
      if (Date.now() > end) return;
      await this.#commit(fault);
      this.counts[fault] += 1;
    }
  }

  async #commit(fault: Fault): Promise<void> {
    if (fault === 'host' || fault === 'worker') return kill(this.#app, this.#ledger, fault);
    if (fault === 'queue') return void (await surely(() => this.#app.deliveryQueue.clearMessages()));
    const away = loseStorage(this.#app, this.#ledger, this.#chance.pick([1_000, 1_000, 5_000, 5_000, 20_000]));
    if (fault === 'storage and worker') {
      await sleep(this.#chance.between(100, 900));
      await kill(this.#app, this.#ledger, 'worker');
    }
    await away;
    await until(() => this.#answers(), 60_000);
  }

  async #answers(): Promise<boolean> {
    return (await this.#app.call('GET', '/api/health').catch(() => ({ status: 0 }))).status === 200;
  }
}
