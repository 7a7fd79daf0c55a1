import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type AppLineOf, readAppLine, readRecord } from './log-record.ts';

/** How many events ended how. */
export interface Outcomes {
  fired: number;
  recorded: number;
  duplicates: number;
  late: number;
  ignored: number;
  unreadable: number;
}

const none = (): Outcomes => ({ fired: 0, recorded: 0, duplicates: 0, late: 0, ignored: 0, unreadable: 0 });

/** Counts the events that a host's app reports as handled. */
export class HandledEvents {
  readonly all = none();
  /** What the host has printed besides its log. */
  readonly trouble: string[] = [];
  #step = none();

  constructor({ stdout, stderr }: ChildProcess) {
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#take(line));
    if (stderr) createInterface({ input: stderr }).on('line', (line) => this.trouble.push(line));
  }

  /** The events since the last call. */
  takeStep(): Outcomes {
    const step = this.#step;
    this.#step = none();
    return step;
  }

  #take(text: string): void {
    const record = readRecord(text);
    const line = record && readAppLine(record.text);
    if (line?.name === 'EventsHandled') for (const outcomes of [this.#step, this.all]) add(outcomes, line);
  }
}

function add(outcomes: Outcomes, line: AppLineOf<'EventsHandled'>): void {
  outcomes.fired += line.fires;
  outcomes.recorded += line.applied;
  outcomes.duplicates += line.duplicate;
  outcomes.late += line.late;
  outcomes.ignored += Object.values(line.ignored).reduce((sum, events) => sum + events, 0);
  outcomes.unreadable += line.deadLettered;
}
