import { MAX_MESSAGE_BYTES } from '../../domain/read-message.ts';

const NEWLINE = 0x0a;

/** A line without its newline. Of one that is longer than a message, `bytes` may be the beginning only. */
export interface Line {
  /** Where it starts in its blob, in bytes. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Where the next byte of a blob goes on. */
export interface Place {
  /** The first byte that no complete line has covered. */
  readonly offset: number;
  /** The offset is inside a line that has been found too long; what is left of it is skipped. */
  readonly isSkipping: boolean;
}

/** Whether a line is longer than a message can be. */
export function isTooLong({ bytes }: Pick<Line, 'bytes'>): boolean {
  return bytes.length > MAX_MESSAGE_BYTES;
}

/** Cuts the bytes of a blob into lines. It works on bytes, since a piece may end inside a character. */
export class LineSplitter {
  #offset: number;
  #isSkipping: boolean;
  /** The line that has begun; empty while the rest of a long one is skipped. */
  #begun: Uint8Array = new Uint8Array();

  constructor({ offset, isSkipping }: Place) {
    this.#offset = offset;
    this.#isSkipping = isSkipping;
  }

  get place(): Place {
    return { offset: this.#offset, isSkipping: this.#isSkipping };
  }

  /** Adds the next bytes, and returns the lines that they complete or show to be too long. */
  push(bytes: Uint8Array): Line[] {
    const lines: Line[] = [];
    let rest = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes]);
    for (let end = rest.indexOf(NEWLINE, this.#begun.length); end >= 0; end = rest.indexOf(NEWLINE)) {
      if (!this.#isSkipping) lines.push({ offset: this.#offset, bytes: rest.subarray(0, end) });
      this.#isSkipping = false;
      this.#offset += end + 1;
      rest = rest.subarray(end + 1);
    }
    return [...lines, ...this.#begin(rest)];
  }

  /** Ends the line that has begun, although its newline is missing. */
  end(): Line[] {
    const bytes = this.#begun;
    const line = { offset: this.#offset, bytes };
    this.#offset += bytes.length;
    this.#begun = new Uint8Array();
    return bytes.length > 0 ? [line] : [];
  }

  /** Reports a long line before it ends: a blob may hold nothing else, and memory is bounded. */
  #begin(rest: Uint8Array): Line[] {
    const offset = this.#offset;
    const isLong = !this.#isSkipping && isTooLong({ bytes: rest });
    if (isLong || this.#isSkipping) {
      this.#isSkipping = true;
      this.#offset += rest.length;
      this.#begun = new Uint8Array();
      return isLong ? [{ offset, bytes: rest }] : [];
    }
    // A copy, so that the piece that it is cut from can be freed.
    this.#begun = Uint8Array.from(rest);
    return [];
  }
}
