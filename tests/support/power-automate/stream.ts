import { eventually } from '../eventually.ts';
import type { Flow } from './flow.ts';
import { ranFor, type Scene } from './stage.ts';

/** So many occasions are under way at most. */
const AHEAD = 5;

/** Occasions that come one after another, without waiting for what each sets off, until it is ended. */
export class Stream {
  /** The ids of those that have begun, in order: nothing of one that has not can have been committed. */
  readonly begun: string[] = [];
  isEnding = false;

  /** `pace` is a flow that nobody touches: how far it has come shows how far the app has. */
  async flow(scene: Scene, pace: Flow): Promise<void> {
    while (!this.isEnding) {
      this.begun.push(scene.nextRunId);
      await scene.happen({ isAwaited: false });
      await eventually('the next run of the pacing flow', () => ranFor(pace).length > this.begun.length - AHEAD);
    }
  }

  async untilBegun(count: number): Promise<void> {
    await eventually(`${count} events of the stream`, () => this.begun.length >= count);
  }
}
