import { createInterface } from 'node:readline';
import type { HostProcess } from '../process/host-process.ts';
import { EventLines } from './event-lines.ts';
import { type AppLine, isOfApp, type LogRecord, readAppLine, readRecord } from './log-record.ts';
import { NameLookup } from './name-lookup.ts';
import { clockTime, endProgress, printParts, styled } from './terminal.ts';

/** Shows a running app: a line for each event, and whatever is wrong. */
export class RunScreen {
  print(text: string): void {
    endProgress();
    console.log(text);
  }

  /** Something is wrong, or is right again. */
  warn(text: string, time?: string): void {
    endProgress();
    printParts(clockTime(time), styled('yellow', text));
  }

  /** What a stop waits for. */
  waitsFor(running: readonly string[]): void {
    const functions = running.length === 1 ? '1 running function' : `${running.length} running functions`;
    this.print(
      `Stopping: waiting for ${functions} (${[...new Set(running)].join(', ')}), at most 5 s. Ctrl-C again ends it at once.`,
    );
  }

  /** Shows the output of a host whose app answers at an address. */
  show({ process: { stdout, stderr } }: HostProcess, api: string): void {
    const events = new EventLines(new NameLookup(api), printParts);
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#take(events, line));
    if (stderr) createInterface({ input: stderr }).on('line', (line) => this.#complain(withoutPlace(line)));
  }

  #complain(text: string): void {
    endProgress();
    console.error(text);
  }

  #take(events: EventLines, text: string): void {
    const record = readRecord(text);
    const line = record && isOfApp(record) ? readAppLine(record.text) : undefined;
    if (!record) this.print(text);
    else if (line) showLine(events, record, line);
    else if (isTrouble(record)) this.warn(record.text.split('\n', 2).join(' '), record.time);
  }
}

function showLine(events: EventLines, { time }: LogRecord, line: AppLine): void {
  switch (line.name) {
    case 'EventsHandled':
      events.handled(time, line);
      break;
    case 'Firing':
      events.firing(time, line);
      break;
    case 'Attempt':
      events.attempt(time, line);
      break;
    case 'SubscriptionChange':
      events.subscription(time, line);
      break;
    case 'DeadLetter':
      events.deadLetter(time, line);
      break;
    case 'MessagePostponed':
      events.postponed(time, line);
  }
}

function isTrouble({ level }: LogRecord): boolean {
  return level === 'warning' || level === 'error' || level === 'critical';
}

/** A wrong setting is reported by the file that has read it, which helps nobody. */
function withoutPlace(line: string): string {
  return line.replace(/^Worker was unable to load entry point .*?SettingError: /, '');
}
