import { expect } from '@jest/globals';
import { getSubscription } from '../../shared/application/subscriptions/read-subscriptions.ts';
import { refreshEvent } from './event-builders.ts';
import { OperatorWorld } from './operator-world.ts';
import { answered } from './world.ts';

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** A world with one subscription, whose endpoint fails until it is told otherwise. */
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

  nextRun(): object {
    return refreshEvent({ runId: `run-${++this.#runs}` });
  }

  async fire(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      await this.receive('refresh-status', this.nextRun());
      await this.drainQueue(this.now);
    }
  }

  /** Five firings fail, and three more come. */
  async openCircuitWithThreeWaiting(): Promise<void> {
    await this.fire(5);
    expect(await this.status()).toBe('failing');
    await this.fire(3);
  }

  /** Lets time pass, with the queue and a sweep every minute. */
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

  /** The sequence of each webhook that went out. */
  arrivedSequences(): unknown[] {
    return this.payloads().map(({ sequence }) => sequence);
  }

  /** The state of each delivery. */
  deliveryStates(): unknown[] {
    return this.rowsOf(this.id, 'd.').map(({ data }) => Object(data).state);
  }

  async deadLetterCodes() {
    return (await this.deadLetters()).map(({ code }) => code);
  }
}
