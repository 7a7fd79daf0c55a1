import { hourText, logName, MemoryAppendBlobs } from '../../support/memory-append-blobs.ts';
import { lineOf } from './message-text.ts';
import type { EventMessage, LogWrite, SimulatedEvent } from './scenario.ts';

const HOUR_MS = 3_600_000;

/** The one container of diagnostic logs. */
export const LOG_CONTAINER = 'insight-logs-operational';

/** A line that was written, or begun. */
export interface LogLine {
  readonly event: SimulatedEvent;
  readonly blob: string;
  /** It was there before the first run, in the log of a former day: nobody may read it. */
  readonly isOld: boolean | undefined;
  /** Its blob was replaced. It may have been read before. */
  isGone: boolean;
}

/** The diagnostic logs, and a record of what was written to them and of what came out. */
export class Logs {
  readonly blobs: MemoryAppendBlobs;
  /** Every line by its text. */
  readonly lines = new Map<string, LogLine>();
  /** The lines that reached the queue. */
  readonly published = new Set<string>();
  /** Texts that reached the queue although nobody has written them. */
  readonly strange: string[] = [];
  /** The number of writes so far. */
  writes = 0;
  readonly #start: number;
  /** The end of the last line of a blob, which the next write to it completes. */
  readonly #withheld = new Map<string, Buffer>();

  constructor(now: () => number) {
    this.blobs = new MemoryAppendBlobs(now);
    this.#start = now();
  }

  /** The lines that have to reach the queue and have not. */
  get missing(): string[] {
    return [...this.lines].flatMap(([text, { isOld, isGone }]) =>
      isOld || isGone || this.published.has(text) ? [] : [text],
    );
  }

  /** Writes to the log of an hour. */
  write({ hour, events, cut, replaces, isOld }: LogWrite): void {
    this.writes++;
    const blob = logName(hourText(this.#start + hour * HOUR_MS));
    if (replaces) for (const line of this.lines.values()) if (line.blob === blob) line.isGone = true;
    for (const event of events) this.lines.set(lineOf(event), { event, blob, isOld, isGone: false });
    const text = events.map((event) => `${lineOf(event)}\n`).join('');
    const bytes = Buffer.concat([this.#withheld.get(blob) ?? Buffer.alloc(0), Buffer.from(text)]);
    const end = endOf(bytes, cut);
    this.#withheld.set(blob, cut === 'newline' ? Buffer.alloc(0) : bytes.subarray(end));
    if (replaces) this.blobs.replace(LOG_CONTAINER, blob, bytes.subarray(0, end));
    else this.blobs.append(LOG_CONTAINER, blob, bytes.subarray(0, end));
  }

  /** The message that a text of the refresh-status queue is, when it comes from the logs; undefined for a postponed message. */
  messageOf(text: string): EventMessage | undefined {
    const plain = Buffer.from(text, 'base64').toString();
    const records = recordsOf(plain);
    if (!records) return undefined;
    return { queue: 'refresh-status', raw: text, events: records.map((record) => this.#publish(record)) };
  }

  #publish(line: string): SimulatedEvent {
    const written = this.lines.get(line);
    if (written) this.published.add(line);
    else this.strange.push(line);
    return written?.event ?? { kind: 'bad' };
  }
}

/** How much of the bytes is written. */
function endOf(bytes: Buffer, cut: LogWrite['cut']): number {
  if (cut === 'character') return bytes.lastIndexOf('😀') + 2;
  if (cut === 'record') return bytes.length - 30;
  return bytes.length - (cut === 'newline' ? 1 : 0);
}

/** The lines of a message; a message that is no JSON is one line. */
function recordsOf(plain: string): string[] | undefined {
  try {
    const { records } = JSON.parse(plain);
    return Array.isArray(records) ? records.map((record) => JSON.stringify(record)) : undefined;
  } catch {
    return [plain];
  }
}
