import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Cost {
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** What a changing set of processes has used: their processors' time since the beginning, and the most memory at the same time. */
export class ProcessCosts {
  readonly #first = new Map<number, Cost>();
  readonly #last = new Map<number, Cost>();
  #megabytes = 0;

  /** Looks at the processes that run at the beginning. */
  constructor(pids: readonly number[]) {
    for (const pid of pids) this.#first.set(pid, costOf(pid));
  }

  /** Looks at them again. What is about to be killed has to be seen before. */
  see(pids: readonly number[]): void {
    const costs = pids.map((pid) => [pid, costOf(pid)] as const);
    for (const [pid, cost] of costs) this.#last.set(pid, cost);
    this.#megabytes = Math.max(this.#megabytes, sum(costs.map(([, { megabytes }]) => megabytes)));
  }

  get cpuSeconds(): number {
    return sum([...this.#last].map(([pid, { cpuSeconds }]) => cpuSeconds - (this.#first.get(pid)?.cpuSeconds ?? 0)));
  }

  get megabytes(): number {
    return this.#megabytes;
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What a process has used since it started; nothing for one that has ended. */
function costOf(pid: number): Cost {
  try {
    // The process name in brackets may contain anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^Vm(?:HWM|RSS):\s+(\d+)/m.exec(status)?.[1] ?? '0';
    return { cpuSeconds: ticks / TICKS_PER_SECOND, megabytes: Number(kilobytes) / 1024 };
  } catch {
    return { cpuSeconds: 0, megabytes: 0 };
  }
}
