import { expect } from '@jest/globals';
import { getSubscription } from '../../shared/application/subscriptions/read-subscriptions.ts';
import { refreshEvent } from './event-builders.ts';
import { OperatorWorld } from './operator-world.ts';
import { answered } from './world.ts';

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** A world with one subscription. Its endpoint answers 503 until the test sets another answer. */
export class CircuitWorld extends OperatorWorld {
  id = '';
  token = '';
  #runs = 0;

  static async start(): Promise<CircuitWorld> {
    const world = new CircuitWorld();
    world.setRetrySchedule(5 * SECOND, ...Array<number>(10).fill(MINUTE));
    world.answerWith(answered(503));
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    world.id = subscription.id;
    world.token = token;
    return world;
  }

  setRetrySchedule(...retrySchedule: number[]): void {
    this.deps.settings = { ...this.deps.settings, retrySchedule };
  }

  /** The event of the next failed run. */
  nextRun(): object {
    return refreshEvent({ runId: `run-${++this.#runs}` });
  }

  /** Handles `count` failed runs and the deliveries that are due now. */
  async fire(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      await this.receive('refresh-status', this.nextRun());
      await this.drainQueue(this.now);
    }
  }

  /** Opens the circuit with five failed deliveries and adds three deliveries that wait. */
  async openCircuitWithThreeWaiting(): Promise<void> {
    await this.fire(5);
    expect(await this.status()).toBe('failing');
    await this.fire(3);
  }

  /** Moves time on. The queue is drained and a sweep runs every minute. */
  async advanceTime(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    while (this.now < end) {
      await this.drainQueue(Math.min(end, this.now + MINUTE));
      this.now = Math.min(end, this.now + MINUTE);
      await this.sweep();
    }
    await this.drainQueue(this.now);
  }

  async status() {
    return (await getSubscription(this.deps, this.id)).status;
  }

  /** The sequence number of each webhook that arrived. */
  arrivedSequences(): unknown[] {
    return this.payloads().map(({ sequence }) => sequence);
  }

  /** The state of each stored delivery. */
  deliveryStates(): unknown[] {
    return this.rowsOf(this.id, 'd.').map(({ data }) => Object(data).state);
  }

  async deadLetterCodes() {
    return (await this.deadLetters()).map(({ code }) => code);
  }
}
