import { expect } from '@jest/globals';
import { replay } from '../../shared/application/operator/replay.ts';
import { flowTurnedOff, OperatorWorld } from './operator-world.ts';
import { answered } from './world.ts';

/** A time before every event of a world. */
export const SINCE = '2026-11-20T00:00:00Z';

/** A replay request for deliveries that are dead or were never made. */
export const missing = { since: SINCE, include: 'missing' };
/** A replay request for all firings. */
export const everything = { since: SINCE, include: 'all' };

/** A world in which deliveries become dead letters or get lost, and a replay sends them again. */
export class ReplayWorld extends OperatorWorld {
  /** Turns every delivery of these runs into a dead letter. */
  async deadLetterRuns(...runs: string[]): Promise<void> {
    this.answerWith(answered(422));
    for (const run of runs) await this.fireRun(run);
    this.answerWith(answered(202));
    this.clearArrived();
  }

  /** Turns every delivery of these runs into a dead letter while the flow is turned off, then turns it on. */
  async deadLetterRunsWhileDormant(runs: readonly string[]): Promise<void> {
    this.answerWith(flowTurnedOff);
    for (const run of runs) await this.fireRun(run);
    this.answerWith(answered(202));
    await this.createSubscription();
    this.clearArrived();
  }

  /** Removes the deliveries of a subscription, as if a fault had prevented them. */
  async removeDeliveries(id: string): Promise<void> {
    await this.removeRows(id, 'd.');
    this.clearArrived();
  }

  /** Clears the list of webhooks that arrived. */
  clearArrived(): void {
    this.arrived.length = 0;
  }

  /** Replays, delivers, and returns the run id or the value of each webhook that arrived. */
  async replayAndDeliver(id: string, body: object): Promise<unknown[]> {
    const { count } = await replay(this.deps, id, body);
    await this.drainQueue();
    expect(this.arrived).toHaveLength(count);
    return this.payloads().map(({ runId, value }) => runId ?? value);
  }

  /** The run id of each webhook that arrived. */
  arrivedRunIds(): unknown[] {
    return this.payloads().map(({ runId }) => runId);
  }
}
