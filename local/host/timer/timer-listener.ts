import type { FunctionDefinition, TimerTrigger } from '../function-definition.ts';
import type { FunctionExecutor } from '../function-executor.ts';
import type { HostLog } from '../log.ts';
import { messageOf } from '../refusal.ts';
import { isAtLeastEveryMinute, nextOccurrence } from './schedule.ts';
import type { TimerMonitor, TimerStatus } from './timer-monitor.ts';

// A longer delay overflows Node's timers, so a long wait is split.
const longestWait = 3_600_000;

/** What a timer needs. */
export interface TimerParts {
  readonly executor: FunctionExecutor;
  /** Opens the monitor, once for all timers, and only when one of them is monitored. */
  readonly monitor: () => Promise<TimerMonitor | undefined>;
  readonly log: HostLog;
}

/** Runs one timer function on its schedule. Runs of the same function never overlap. */
export class TimerListener {
  readonly #definition: FunctionDefinition<TimerTrigger>;
  readonly #parts: TimerParts;
  #monitor: TimerMonitor | undefined;
  #status: TimerStatus | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(definition: FunctionDefinition<TimerTrigger>, parts: TimerParts) {
    this.#definition = definition;
    this.#parts = parts;
  }

  /** Runs the function if it missed a run or has runOnStartup, then schedules its next run. */
  async start(): Promise<void> {
    const { schedule, useMonitor, runOnStartup } = this.#definition.trigger;
    const now = new Date();
    if (useMonitor ?? isAtLeastEveryMinute(schedule, now)) await this.#restore(now);
    const isPastDue = this.#status !== undefined && now.getTime() > Date.parse(this.#status.Next);
    if (runOnStartup || isPastDue) await this.#run(now, isPastDue);
    this.#scheduleAfter(new Date());
  }

  stop(): void {
    this.#stopping = true;
    clearTimeout(this.#timer);
  }

  async #restore(now: Date): Promise<void> {
    this.#monitor = await this.#parts.monitor();
    try {
      this.#status = await this.#monitor?.read(this.#definition.name);
      if (!this.#status) await this.#record({ last: undefined, after: now });
    } catch (error) {
      this.#parts.log.warning(`The status of timer ${this.#definition.name} could not be read: ${messageOf(error)}.`);
    }
  }

  #scheduleAfter(time: Date): void {
    const due = nextOccurrence(this.#definition.trigger.schedule, time);
    if (due) this.#waitFor(due);
  }

  #waitFor(due: Date): void {
    if (this.#stopping) return;
    const wait = due.getTime() - Date.now();
    this.#timer = setTimeout(
      () => void (wait > longestWait ? this.#waitFor(due) : this.#fire(due)),
      Math.min(wait, longestWait),
    );
  }

  async #fire(due: Date): Promise<void> {
    await this.#run(due, false);
    // If Node's timer was early, the next run is searched after the due time, or the same one would be found again.
    this.#scheduleAfter(new Date(Math.max(Date.now(), due.getTime())));
  }

  async #run(due: Date, isPastDue: boolean): Promise<void> {
    if (this.#stopping) return;
    await this.runOnce(isPastDue);
    await this.#record({ last: due, after: new Date(Math.max(Date.now(), due.getTime())) });
  }

  /** Runs the function now, as a request to /admin/functions does. */
  async runOnce(isPastDue: boolean): Promise<void> {
    const input = {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: this.#monitor ? (this.#status ?? null) : null,
      IsPastDue: isPastDue,
    };
    const reason = `Timer fired at ${new Date().toISOString()}`;
    await this.#parts.executor.execute(this.#definition, { reason, input: { json: JSON.stringify(input) } });
  }

  async #record({ last, after }: { last: Date | undefined; after: Date }): Promise<void> {
    if (!this.#monitor) return;
    const { name, trigger } = this.#definition;
    const next = nextOccurrence(trigger.schedule, after) ?? after;
    this.#status = {
      // .NET's minimum date means never.
      Last: last?.toISOString() ?? '0001-01-01T00:00:00',
      Next: next.toISOString(),
      LastUpdated: (last ?? after).toISOString(),
    };
    try {
      await this.#monitor.write(name, this.#status);
    } catch (error) {
      this.#parts.log.warning(`The status of timer ${name} could not be written: ${messageOf(error)}.`);
    }
  }
}
