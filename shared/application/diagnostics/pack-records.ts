import { readDiagnosticLine } from '../../domain/diagnostic-line.ts';
import { MAX_MESSAGE_BYTES } from '../../domain/read-message.ts';
import { isTooLong, type Line } from './split-lines.ts';

const HEAD = '{"records":[';
const TAIL = ']}';
/** What one message holds of records and the commas between them. */
const ROOM = MAX_MESSAGE_BYTES - HEAD.length - TAIL.length;

/** Lines as messages of the refresh-status queue, and what became of the others. */
export interface Packed {
  readonly messages: readonly string[];
  /** The number of lines in the messages. */
  readonly sent: number;
  /** The lines that fire nothing whatever the rest of them says, counted by reason. */
  readonly ignored: ReadonlyMap<string, number>;
  readonly tooLong: readonly Line[];
}

/** Packs lines into as few messages as hold them, in order. Empty lines are skipped. */
export function packRecords(lines: readonly Line[]): Packed {
  const packer = new Packer();
  for (const line of lines) packer.add(line);
  return packer.packed();
}

class Packer {
  readonly #messages: string[] = [];
  readonly #ignored = new Map<string, number>();
  readonly #tooLong: Line[] = [];
  readonly #decoder = new TextDecoder();
  #sent = 0;
  #records: string[] = [];
  #size = 0;

  add(line: Line): void {
    const text = this.#decoder.decode(line.bytes).trim();
    // Bytes that are no UTF-8 grow when they are decoded.
    const size = Buffer.byteLength(text);
    if (isTooLong(line) || size > MAX_MESSAGE_BYTES) this.#tooLong.push(line);
    else if (text !== '') this.#read(text, size);
  }

  packed(): Packed {
    this.#flush();
    return { messages: this.#messages, sent: this.#sent, ignored: this.#ignored, tooLong: this.#tooLong };
  }

  #read(text: string, size: number): void {
    const reading = readDiagnosticLine(text);
    if (reading.kind === 'ignored') {
      this.#ignored.set(reading.reason, (this.#ignored.get(reading.reason) ?? 0) + 1);
      return;
    }
    this.#sent += 1;
    if (reading.kind === 'not-json' || size > ROOM) this.#messages.push(text);
    else this.#pack(text, size);
  }

  #pack(text: string, size: number): void {
    if (this.#size + 1 + size > ROOM) this.#flush();
    this.#size += size + (this.#records.length > 0 ? 1 : 0);
    this.#records.push(text);
  }

  #flush(): void {
    if (this.#records.length > 0) this.#messages.push(HEAD + this.#records.join(',') + TAIL);
    this.#records = [];
    this.#size = 0;
  }
}
