import { eventually } from '../eventually.ts';
import type { Flow } from './flow.ts';
import { ranFor, type Scene } from './stage.ts';

/** So many occasions are under way at most. */
const AHEAD = 5;

/** Occasions that come one after another, without waiting for what each sets off, until it is ended. */
export class Stream {
  /** The ids of those that have begun, in order: nothing of one that has not can have been committed. */
  readonly begun: string[] = [];
  readonly #scene: Scene;
  readonly #pace: Flow;
  #isEnding = false;

  /** `pace` is a flow that nobody touches: how far it has come shows how far the app has. */
  constructor(scene: Scene, pace: Flow) {
    this.#scene = scene;
    this.#pace = pace;
  }

  async flow(): Promise<void> {
    while (!this.#isEnding) {
      this.begun.push(this.#scene.runIdAfter(0));
      await this.#scene.happen({ isAwaited: false });
      await eventually('the next run of the pacing flow', () => ranFor(this.#pace).length > this.begun.length - AHEAD);
    }
  }

  /** Those that begin from now on. */
  fromHere(): () => string[] {
    const { length } = this.begun;
    return () => this.begun.slice(length);
  }

  async goOnFor(count: number): Promise<void> {
    const { length } = this.begun;
    await eventually('enough events of the stream', () => this.begun.length >= length + count);
  }

  end(): void {
    this.#isEnding = true;
  }
}
