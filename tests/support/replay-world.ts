import { expect } from '@jest/globals';
import { replay } from '../../shared/application/operator/replay.ts';
import { flowTurnedOff, OperatorWorld } from './operator-world.ts';
import { answered } from './world.ts';

/** Before anything happens in a world. */
export const SINCE = '2026-11-20T00:00:00Z';

export const missing = { since: SINCE, include: 'missing' };
export const everything = { since: SINCE, include: 'all' };

/** A world in which deliveries are given up or lost, and come again by a replay. */
export class ReplayWorld extends OperatorWorld {
  /** Lets every delivery of these runs die. */
  async deadLetterRuns(...runs: string[]): Promise<void> {
    this.answerWith(answered(422));
    for (const run of runs) await this.fireRun(run);
    this.answerWith(answered(202));
    this.clearArrived();
  }

  /** Lets every delivery of these runs die while the flow is turned off, and turns it on again. */
  async deadLetterRunsWhileDormant(runs: readonly string[]): Promise<void> {
    this.answerWith(flowTurnedOff);
    for (const run of runs) await this.fireRun(run);
    this.answerWith(answered(202));
    await this.createSubscription();
    this.clearArrived();
  }

  /** As when the deliveries were never made, by a fault that nobody foresees. */
  async removeDeliveries(id: string): Promise<void> {
    await this.removeRows(id, 'd.');
    this.clearArrived();
  }

  clearArrived(): void {
    this.arrived.length = 0;
  }

  /** Replays, and gives back the run or the value of each webhook that came of it. */
  async replayAndDeliver(id: string, body: object): Promise<unknown[]> {
    const { count } = await replay(this.deps, id, body);
    await this.drainQueue();
    expect(this.arrived).toHaveLength(count);
    return this.payloads().map(({ runId, value }) => runId ?? value);
  }

  arrivedRunIds(): unknown[] {
    return this.payloads().map(({ runId }) => runId);
  }
}
