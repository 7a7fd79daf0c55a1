// Jest runs tests in a separate context, where each access to a global is slow.
const { imul } = Math;

const FIRST_SIZE = 1 << 16;
const MAX_LOAD = 0.6;

/** A 32-bit hash of a text: FNV-1a with a final mix, so that similar texts differ in all bits. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A 64-bit hash. */
export interface Mark {
  readonly low: number;
  readonly high: number;
}

/** The 64-bit hash of a text. */
export function markOf(text: string): Mark {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = imul(low ^ code, 0x01000193);
    high = imul(high ^ code, 0x5bd1e995);
  }
  return {
    low: imul(low ^ (low >>> 16), 0x45d9f3b) >>> 0,
    high: imul(high ^ (high >>> 15), 0x2c1b3c6d) >>> 0,
  };
}

/** A hash of a set, independent of the order of its members: the XOR of their marks. */
export class Signature {
  low = 0;
  high = 0;

  /** Adds a member, or removes it when it is in the set. */
  toggle({ low, high }: Mark): void {
    this.low = (this.low ^ low) >>> 0;
    this.high = (this.high ^ high) >>> 0;
  }
}

/** Counts distinct states by 53 bits of their hash. It is an open-addressing table, because a `Set` of millions of numbers is too large. */
export class States {
  /** The number of distinct states. */
  count = 0;
  #table = new Float64Array(FIRST_SIZE);

  /** Adds the state with this hash. */
  add(low: number, high: number): void {
    // Zero marks a free slot. A state with the hash zero, one in 2^53, is not counted.
    if (!this.#put((high & 0x1f_ffff) * 4_294_967_296 + low)) return;
    this.count++;
    if (this.count > this.#table.length * MAX_LOAD) this.#grow();
  }

  #put(value: number): boolean {
    const mask = this.#table.length - 1;
    let place = (value ^ (value / 65_536)) & mask;
    while (this.#table[place] !== 0) {
      if (this.#table[place] === value) return false;
      place = (place + 1) & mask;
    }
    this.#table[place] = value;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Float64Array(old.length * 2);
    for (const value of old) if (value !== 0) this.#put(value);
  }
}
