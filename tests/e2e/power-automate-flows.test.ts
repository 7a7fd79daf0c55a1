import { describe, expect, test } from '@jest/globals';
import { ConnectorDefinition } from '../support/power-automate/definition.ts';
import { callbackForms } from '../support/power-automate/flow-identity.ts';
import { type Deletes, heardDeletes, unheardDeletes } from '../support/power-automate/registration.ts';
import { closedCheck } from '../support/power-automate/schema-check.ts';
import {
  type Cases,
  eachRunsOnce,
  expectEach,
  inEachCase,
  leavesNothing,
  ranFor,
  Stage,
} from '../support/power-automate/stage.ts';
import type { Trouble } from '../support/power-automate/wire.ts';

/*
 * The platform of Power Automate, simulated from the connector's definition alone, and the app as Azure runs it: one live
 * subscription for each flow and trigger, whatever goes wrong between the two. A test has a flow for each case.
 */
const stage = new Stage();
const { triggers } = new ConnectorDefinition();

const troublesOfSaving: Cases<Trouble[]> = {
  'the answer is lost': ['answer-lost'],
  'the connection breaks': ['cut-off'],
  'the connection breaks again and again': ['cut-off', 'cut-off', 'answer-lost'],
  'the request is lost': ['request-lost'],
  'the app is away': [{ status: 502 }, { status: 503 }, { status: 504 }],
  'there are too many': [{ status: 429, headers: { 'retry-after': '1' } }, { status: 408 }, { status: 500 }],
};

describe.each(triggers)('a flow with $id', (trigger) => {
  test.concurrent('is called at its address, in whatever form that is, byte for byte, once for each occasion', async () => {
    const here = stage.scene(trigger);
    const forms = Object.fromEntries(callbackForms.map((form) => [form, form]));
    const flows = await inEachCase(forms, (form) => here.savedFlow({ form }));
    expect(await here.live()).toHaveLength(callbackForms.length);
    expectEach(flows, ({ versions }) => (versions[0]?.callbackUrl.length ?? 0) > 255, true);
    const runIds = [await here.happen(), await here.happen()];
    await here.untilSettled(...runIds);
    expectEach(flows, (flow) => ranFor(flow).toSorted(), runIds);
    expectEach(flows, ({ received, versions: [first] }) => received.map(({ path }) => path === first?.target), [
      true,
      true,
    ]);
    const undeclared = closedCheck(trigger.notification);
    expectEach(flows, ({ runs }) => runs.flatMap(undeclared), []);
  });

  test.concurrent('has one subscription, however often its save has to be repeated', async () => {
    const here = stage.scene(trigger);
    const flows = await inEachCase(troublesOfSaving, async (troubles) => {
      const flow = here.flow();
      flow.line.trouble('POST', ...troubles);
      await flow.save();
      expect(flow.line.sent).toHaveLength(troubles.length + 1);
      return flow;
    });
    expect(await here.live()).toHaveLength(Object.keys(flows).length);
    expectEach(flows, ({ line }) => new Set(line.sent.map((request) => JSON.stringify(request))).size, 1);
    await eachRunsOnce(here, flows);
    await leavesNothing(here, flows);
    expectEach(flows, ({ problems }) => problems, []);
  });

  test.concurrent('that cannot be registered says what is wrong and is not repeated', async () => {
    const flow = stage.scene(trigger).flow({ parameters: { environmentId: '' } });
    await expect(flow.save()).rejects.toMatchObject({
      message: expect.stringMatching(/^400 \S+: .{10,}/),
      isTransient: false,
    });
    expect(flow.line.sent).toHaveLength(1);
  });

  test.concurrent('that is deleted leaves no subscription, however its DELETE goes', async () => {
    const here = stage.scene(trigger);
    const flows = await inEachCase(heardDeletes, async (manner) => {
      const flow = await here.savedFlow({ platform: 'logic-apps' });
      await flow.delete(manner);
      return flow;
    });
    await here.untilLive(0);
    await eachRunsOnce(here, { bystander: await here.savedFlow() });
    expectEach(flows, ({ received }) => received, []);
    expectEach(flows, ({ problems }) => problems, []);
  });

  test.concurrent('that is deleted without a DELETE that arrives has no subscription from its next occasion on', async () => {
    const here = stage.scene(trigger);
    const flows = await inEachCase(unheardDeletes, async (manner) => {
      const flow = await here.savedFlow();
      await flow.delete(manner);
      return flow;
    });
    const forgotten = await here.savedFlow();
    await forgotten.delete({ count: 0 });
    forgotten.forget();
    expect(await here.live()).toHaveLength(Object.keys(flows).length + 1);
    await here.happenAndSettle();
    expect(await here.live()).toEqual([]);
    const bystander = await here.savedFlow();
    await here.happenAndSettle();
    const everybody = { ...flows, forgotten, bystander };
    expectEach(everybody, ({ received }) => received.length, 1);
  });

  test.concurrent('that is off gets nothing, and once it is on again what comes from then on', async () => {
    const here = stage.scene(trigger);
    const flows = await inEachCase(heardDeletes, async (manner) => {
      const flow = await here.savedFlow();
      await flow.turnOff(manner);
      return flow;
    });
    await here.untilLive(0);
    await here.happen();
    await Promise.all(Object.values(flows).map((flow) => flow.turnOn()));
    expect(await here.live()).toHaveLength(Object.keys(flows).length);
    await eachRunsOnce(here, flows);
    expectEach(flows, ({ received }) => received.length, 1);
  });

  test.concurrent('that is suspended, or off without a DELETE that arrives, sleeps from its next occasion on and wakes as one subscription', async () => {
    const here = stage.scene(trigger);
    const ways: Cases<Deletes | undefined> = { ...unheardDeletes, suspended: undefined };
    const flows = await inEachCase(ways, async (manner) => {
      const flow = await here.savedFlow();
      await (manner ? flow.turnOff(manner) : flow.suspend());
      return flow;
    });
    await here.happenAndSettle();
    expect((await here.live()).map(({ status }) => status)).toEqual(['dormant', 'dormant', 'dormant']);
    await here.happenAndSettle();
    expectEach(flows, ({ received }) => received.length, 1);
    await Promise.all(Object.values(flows).map((flow) => flow.turnOn()));
    expect((await here.live()).map(({ status }) => status)).toEqual(['active', 'active', 'active']);
    await eachRunsOnce(here, flows);
    await leavesNothing(here, flows);
  });
});
