import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callbackForms } from '../support/power-automate/callback-url.ts';
import { ConnectorDefinition } from '../support/power-automate/definition.ts';
import { heardDeletes, prepared, unheardDeletes } from '../support/power-automate/delete-manners.ts';
import type { Trouble } from '../support/power-automate/line.ts';
import { all, type Cases, inEachCase, of, ranFor, Stage } from '../support/power-automate/stage.ts';

/*
 * The platform of Power Automate, simulated from the connector's definition alone, and the app as Azure runs it: one live
 * subscription for each flow and trigger, whatever goes wrong between the two. A test has a flow for each case.
 */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
}, 90_000);

afterAll(async () => {
  await stage?.strike();
  expect(stage.callbacks.strangers).toEqual([]);
});

const triggers = new ConnectorDefinition().triggers.map((trigger) => [trigger.operationId, trigger] as const);

const troublesOfSaving: Cases<Trouble[]> = [
  ['the answer is lost', ['answer-lost']],
  ['the connection breaks', ['cut-off']],
  ['the connection breaks again and again', ['cut-off', 'cut-off', 'answer-lost']],
  ['the request is lost', ['request-lost']],
  ['the app is away', [{ status: 502 }, { status: 503 }, { status: 504 }]],
  ['there are too many', [{ status: 429, headers: { 'retry-after': '1' } }, { status: 408 }, { status: 500 }]],
];

describe.each(triggers)('a flow with %s', (_operationId, trigger) => {
  const scene = () => stage.scene(trigger);

  test.concurrent('is called at its address, in whatever form that is, byte for byte, once for each occasion', async () => {
    const here = scene();
    const flows = await inEachCase(
      callbackForms.map((form) => [form, form] as const),
      (form) => here.savedFlow({ form }),
    );
    expect(await here.live()).toHaveLength(callbackForms.length);
    expect(of(flows, ({ versions }) => (versions[0]?.callbackUrl.length ?? 0) > 255)).toEqual(all(flows, true));
    const runIds = [await here.happen(), await here.happen()];
    await here.untilSettled(...runIds);
    expect(of(flows, (flow) => ranFor(flow).toSorted())).toEqual(all(flows, runIds));
    const targets = (target: string | undefined) => [target, target];
    expect(of(flows, ({ received }) => received.map(({ path }) => path))).toEqual(
      of(flows, ({ versions }) => targets(versions[0]?.target)),
    );
    const undeclared = stage.connection.schemas.closed(trigger.notification);
    expect(of(flows, ({ history }) => history.runs.flatMap(({ body }) => undeclared(body)))).toEqual(all(flows, []));
  });

  test.concurrent('has one subscription, however often its save has to be repeated', async () => {
    const here = scene();
    const flows = await inEachCase(troublesOfSaving, async (troubles) => {
      const flow = here.flow();
      flow.line.trouble('POST', ...troubles);
      await flow.save();
      expect(flow.line.sent).toHaveLength(troubles.length + 1);
      return flow;
    });
    expect(await here.live()).toHaveLength(troublesOfSaving.length);
    expect(of(flows, ({ line }) => new Set(line.sent.map((request) => JSON.stringify(request))).size)).toEqual(
      all(flows, 1),
    );
    const runId = await here.happen();
    await here.untilSettled(runId);
    expect(of(flows, ranFor)).toEqual(all(flows, [runId]));
    await Promise.all(Object.values(flows).map((flow) => flow.delete()));
    expect(await here.live()).toEqual([]);
    expect(of(flows, ({ problems }) => problems)).toEqual(all(flows, []));
  });

  test.concurrent('that cannot be registered says what is wrong and is not repeated', async () => {
    const flow = scene().flow({ parameters: { environmentId: '' } });
    await expect(flow.save()).rejects.toMatchObject({
      message: expect.stringMatching(/^400 \S+: .{10,}/),
      isTransient: false,
    });
    expect(flow.line.sent).toHaveLength(1);
  });

  test.concurrent('that is deleted leaves no subscription, however its DELETE goes', async () => {
    const here = scene();
    const flows = await inEachCase(heardDeletes, async (manner) => {
      const flow = await here.savedFlow({ platform: 'logic-apps' });
      await flow.delete(prepared(flow, manner));
      return flow;
    });
    await here.untilLive(0);
    const bystander = await here.savedFlow();
    const runId = await here.happen();
    await here.untilSettled(runId);
    expect(ranFor(bystander)).toEqual([runId]);
    expect(of(flows, ({ received }) => received)).toEqual(all(flows, []));
    expect(of(flows, ({ problems }) => problems)).toEqual(all(flows, []));
  });

  test.concurrent('that is deleted without a DELETE that arrives has no subscription from its next occasion on', async () => {
    const here = scene();
    const flows = await inEachCase(unheardDeletes, async (manner) => {
      const flow = await here.savedFlow();
      await flow.delete(prepared(flow, manner));
      return flow;
    });
    const forgotten = await here.savedFlow();
    await forgotten.delete({ count: 0 });
    forgotten.forget();
    expect(await here.live()).toHaveLength(unheardDeletes.length + 1);
    await here.untilSettled(await here.happen());
    expect(await here.live()).toEqual([]);
    const bystander = await here.savedFlow();
    await here.untilSettled(await here.happen());
    const everybody = { ...flows, forgotten, bystander };
    expect(of(everybody, ({ received }) => received.length)).toEqual(all(everybody, 1));
  });

  test.concurrent('that is off gets nothing, and once it is on again what comes from then on', async () => {
    const here = scene();
    const flows = await inEachCase(heardDeletes, async (manner) => {
      const flow = await here.savedFlow();
      await flow.turnOff(prepared(flow, manner));
      return flow;
    });
    await here.untilLive(0);
    await here.happen();
    await Promise.all(Object.values(flows).map((flow) => flow.turnOn()));
    expect(await here.live()).toHaveLength(heardDeletes.length);
    const runId = await here.happen();
    await here.untilSettled(runId);
    expect(of(flows, ranFor)).toEqual(all(flows, [runId]));
    expect(of(flows, ({ received }) => received.length)).toEqual(all(flows, 1));
  });

  test.concurrent('that is suspended, or off without a DELETE that arrives, sleeps from its next occasion on and wakes as one subscription', async () => {
    const here = scene();
    const flows = await inEachCase([...unheardDeletes, ['suspended', undefined] as const], async (manner) => {
      const flow = await here.savedFlow();
      await (manner ? flow.turnOff(prepared(flow, manner)) : flow.suspend());
      return flow;
    });
    await here.untilSettled(await here.happen());
    expect((await here.live()).map(({ status }) => status)).toEqual(['dormant', 'dormant', 'dormant']);
    await here.untilSettled(await here.happen());
    expect(of(flows, ({ received }) => received.length)).toEqual(all(flows, 1));
    await Promise.all(Object.values(flows).map((flow) => flow.turnOn()));
    expect((await here.live()).map(({ status }) => status)).toEqual(['active', 'active', 'active']);
    const runId = await here.happen();
    await here.untilSettled(runId);
    expect(of(flows, ranFor)).toEqual(all(flows, [runId]));
    await Promise.all(Object.values(flows).map((flow) => flow.delete()));
    expect(await here.live()).toEqual([]);
  });
});
