const minimumInterval = 100;

/** The pauses between polls of a queue: Azure's exponential backoff with jitter, from 100 ms up to a maximum. */
export class Backoff {
  readonly #maximum: number;
  readonly #random: () => number;
  #emptyPolls = 0;

  constructor(maximum: number, random: () => number = Math.random) {
    this.#maximum = maximum;
    this.#random = random;
  }

  /** Starts over after a message was found. */
  reset(): void {
    this.#emptyPolls = 0;
  }

  /** The pause after another empty poll. */
  next(): number {
    const doublings = this.#emptyPolls;
    this.#emptyPolls += 1;
    if (doublings === 0) return Math.min(minimumInterval, this.#maximum);
    const randomFactor = 0.8 + this.#random() * 0.4;
    return Math.min(minimumInterval + randomFactor * 2 ** (doublings - 1) * minimumInterval, this.#maximum);
  }
}
