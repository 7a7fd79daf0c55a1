import type { KeyRange } from '../../shared/application/ports.ts';

/** A longer piece is cut in two, since an insertion moves all that follows in its piece. */
const LONGEST_PIECE = 256;

/** Distinct keys in order, in pieces: an insertion among a hundred thousand takes no longer than one among some hundreds. */
export class SortedKeys {
  readonly #pieces: string[][] = [[]];

  add(key: string): void {
    const index = this.#pieceOf(key);
    const piece = this.#pieces[index] ?? [];
    piece.splice(positionIn(piece, key), 0, key);
    if (piece.length > LONGEST_PIECE) this.#pieces.splice(index + 1, 0, piece.splice(LONGEST_PIECE / 2));
  }

  remove(key: string): void {
    const index = this.#pieceOf(key);
    const piece = this.#pieces[index] ?? [];
    piece.splice(positionIn(piece, key), 1);
    if (piece.length === 0 && this.#pieces.length > 1) this.#pieces.splice(index, 1);
  }

  /** Up to `most` keys of a range, in order. */
  within({ from, to }: KeyRange, most: number): string[] {
    const found: string[] = [];
    for (let index = this.#pieceOf(from); index < this.#pieces.length && found.length < most; index++) {
      const piece = this.#pieces[index] ?? [];
      const end = positionIn(piece, to);
      const start = positionIn(piece, from);
      found.push(...piece.slice(start, Math.min(end, start + most - found.length)));
      if (end < piece.length) break;
    }
    return found;
  }

  /** The index of the last piece whose first key is not after `key`. */
  #pieceOf(key: string): number {
    return Math.max(0, firstIndex(this.#pieces.length, (index) => (this.#pieces[index]?.[0] ?? '') > key) - 1);
  }
}

/** The index of the first key that is not before `key`. */
function positionIn(keys: readonly string[], key: string): number {
  return firstIndex(keys.length, (index) => (keys[index] ?? '') >= key);
}

/** The first index for which something holds that holds for all indexes after it; `count` when it holds for none. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
