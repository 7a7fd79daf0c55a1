import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { ConnectorDefinition } from '../support/power-automate/definition.ts';
import type { EditOrder, Flow } from '../support/power-automate/flow.ts';
import { type Deletes, heardDeletes, unheardDeletes } from '../support/power-automate/registration.ts';
import {
  type Cases,
  eachRunsOnce,
  expectEach,
  inEachCase,
  leavesNothing,
  ranFor,
  type Scene,
  Stage,
} from '../support/power-automate/stage.ts';
import type { Trouble } from '../support/power-automate/wire.ts';

/*
 * A changed flow has one live subscription after its save, in either order of the two calls and whatever gets lost. Events
 * that happen meanwhile are neither missed nor delivered twice.
 */
const stage = new Stage();
const { triggers } = new ConnectorDefinition();
const orders: EditOrder[] = ['delete-first', 'post-first'];

/** How the DELETE of an edit goes, and what befalls its POST. */
interface Edit {
  readonly manner?: Deletes;
  readonly troubles?: readonly Trouble[];
}

const deletes = Object.entries({ ...heardDeletes, ...unheardDeletes });
const edits: Cases<Edit> = {
  ...Object.fromEntries(deletes.map(([name, manner]) => [`DELETE ${name}`, { manner }])),
  'POST repeated as its answer was lost': { troubles: ['answer-lost'] },
  'POST cut off and repeated': { troubles: ['cut-off', 'cut-off'] },
  'POST repeated after a 503': { troubles: [{ status: 503 }] },
};

/** At most this many occasions are under way. */
const AHEAD = 5;

/** Occasions that come one after another, without waiting for what each sets off, until it is ended. */
class Stream {
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

describe.each(triggers)('a flow with $id', (trigger) => {
  test.concurrent.each(orders)('that is edited, %s, has one subscription', async (order) => {
    const here = stage.scene(trigger);
    const flows = await inEachCase(edits, async ({ manner, troubles = [] }) => {
      const flow = await here.savedFlow();
      for (const changes of [{}, here.changes]) {
        flow.line.trouble('POST', ...troubles);
        await flow.edit(changes, order, manner);
      }
      return flow;
    });
    await here.untilLive(Object.keys(flows).length);
    await eachRunsOnce(here, flows);
    expectEach(flows, ({ received }) => received.length, 1);
    expectEach(flows, ({ problems }) => problems, []);
    await leavesNothing(here, flows);
  });

  test.concurrent.each(orders)('that keeps its address when it is edited, %s, has one subscription', async (order) => {
    const here = stage.scene(trigger);
    const flow = await here.savedFlow({ form: 'unchanging' });
    for (const changes of [{}, here.changes, {}]) await flow.edit(changes, order);
    await here.untilLive(1);
    await eachRunsOnce(here, { flow });
    await leavesNothing(here, { flow });
  });

  test.concurrent('whose platform does not name it has one subscription from the next occasion after its edit on', async () => {
    const here = stage.scene(trigger);
    const flows = await inEachCase(unheardDeletes, async (manner) => {
      const flow = await here.savedFlow({ platform: 'unnamed' });
      await flow.edit(here.changes, 'post-first', manner);
      return flow;
    });
    expect(await here.live()).toHaveLength(2 * Object.keys(flows).length);
    await eachRunsOnce(here, flows);
    expect(await here.live()).toHaveLength(Object.keys(flows).length);
  });

  test.concurrent('leaves the subscriptions of other flows with the same trigger and parameters alone', async () => {
    const here = stage.scene(trigger);
    const [edited, deleted, other] = [await here.savedFlow(), await here.savedFlow(), await here.savedFlow()];
    await Promise.all([edited.edit(here.changes, 'post-first'), deleted.delete()]);
    expect(await here.live()).toHaveLength(2);
    const runId = await here.happenAndSettle();
    expect([edited, deleted, other].map(ranFor)).toEqual([[runId], [], [runId]]);
  });

  test.concurrent.each(orders)(
    'edited %s while events stream in misses nothing committed after its save, and gets nothing twice',
    async (order) => {
      const here = stage.scene(trigger);
      const stream = new Stream();
      const streaming = stream.flow(here, await here.savedFlow());
      const flows = await Promise.all([0, 1, 2].map(() => here.savedFlow()));
      const begunAtSave = await Promise.all(
        flows.map(async (flow, index) => {
          await stream.untilBegun(3 * (index + 1));
          await flow.edit(index % 2 ? here.changes : {}, order);
          return stream.begun.length;
        }),
      );
      await stream.untilBegun(stream.begun.length + 5);
      stream.isEnding = true;
      await streaming;
      await here.untilSettled(...stream.begun);
      for (const [index, flow] of flows.entries()) {
        const runs = ranFor(flow);
        const promised = stream.begun.slice(begunAtSave[index]);
        expect(runs.filter((runId) => promised.includes(runId)).toSorted()).toEqual(promised.toSorted());
        expect(new Set(runs).size).toBe(runs.length);
      }
      expect(await here.live()).toHaveLength(flows.length + 1);
    },
  );
});
