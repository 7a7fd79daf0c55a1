import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LocatedOperation } from '../support/connector.ts';
import { eventually } from '../support/eventually.ts';
import type { Arguments } from '../support/power-automate/connection.ts';
import { bodyOf, ConnectorDefinition } from '../support/power-automate/definition.ts';
import { argumentsOf } from '../support/power-automate/design-time.ts';
import type { Flow } from '../support/power-automate/flow.ts';
import { choosing, ENVIRONMENT, NAMES, populate } from '../support/power-automate/populated.ts';
import { Stage } from '../support/power-automate/stage.ts';

const stage = new Stage();
const definition = new ConnectorDefinition();

beforeAll(() => populate(stage.actions), 90_000);

const moment = '2026-11-20T02:14:09.1234567+01:00';

/** Everything that can be said of an event. */
const events: Readonly<Record<string, object>> = {
  PublishRefreshStatus: {
    ...{ eventId: 'full', environmentId: ENVIRONMENT, operation: 'all', status: 'failed', runId: 'full' },
    ...{ name: 'all', displayName: 'All', submission: 'manual', startedAt: moment, endedAt: moment },
    error: { code: 'timeout', message: 'It took too long.' },
    counts: { succeeded: 1, failed: 2, skipped: 3, canceled: 4, withWarnings: 5 },
  },
  PublishMetricChange: {
    ...{ eventId: 'full', environmentId: ENVIRONMENT, metricType: 'measure', name: 'margin', displayName: 'Margin' },
    ...{ value: 20, previousValue: 5, evaluatedAt: moment, runId: 'full' },
  },
};

/** The dead letter of the first delivery to a flow, as long as there is one. */
async function deadLetterOf(flow: Flow) {
  const { notificationId } = JSON.parse(flow.received[0]?.body ?? '{}');
  const letters = (await stage.actions.runAll('ListFailedDeliveries')) as { id: string; notificationId: string }[];
  return letters.find((one) => one.notificationId === notificationId);
}

/** The arguments of an action when the subscription is chosen whose title begins so. */
function choosingTitle(operationId: string, start: string): Promise<Arguments> {
  return stage.designer.chooseAll(definition.operation(operationId), (_name, choices) =>
    choices.find(({ title }) => `${title}, `.startsWith(`${start}, `)),
  );
}

/** Waits for a run of the flow, which is the only one, and was given this. */
async function runs(flow: Flow, given: object): Promise<void> {
  await eventually('a run of the flow', () => flow.runs.length > 0);
  expect(flow.runs).toMatchObject([given]);
}

/** A flow whose deliveries the platform has refused for good, so often. */
async function refusingFlow(times: number): Promise<Flow> {
  const here = stage.scene(definition.trigger('OnUnificationRefreshCompleted'));
  const flow = await here.savedFlow();
  for (let count = 0; count < times; count++) {
    flow.faults.push({ status: 422 });
    await here.happenAndSettle();
  }
  return flow;
}

describe('every action can be called, and answers as it declares', () => {
  /** The last in the order of labels, so that it is the one that is chosen, disabled, enabled and removed. */
  beforeAll(async () => {
    await refusingFlow(3);
    const here = stage.scene(definition.trigger('OnFullRefreshCompleted'));
    await here.savedFlow({ parameters: { label: 'zz' } });
  });

  async function argumentsFor(operation: LocatedOperation): Promise<Arguments> {
    const { id } = operation;
    const event = events[id.replace('Explain', 'Publish')];
    if (event) return { body: event };
    const chosen = argumentsOf(operation, await stage.designer.chooseAll(operation, choosing(ENVIRONMENT)));
    return id === 'ReplayMissedNotifications' ? { ...chosen, body: { since: moment } } : chosen;
  }

  test.each(definition.actions)('$id', async (action) => {
    const { status, content } = await stage.actions.run(action.id, await argumentsFor(action));
    expect(status).toBeLessThan(300);
    expect(content === undefined).toBe(status === 204);
  });

  test.each(Object.entries(events))('%s takes every choice that it offers', async (operationId, event) => {
    const properties = Object.entries(bodyOf(definition.operation(operationId))?.schema?.properties ?? {});
    for (const [name, { enum: values = [] }] of properties) {
      for (const value of values) {
        const body = { ...event, eventId: `${name}-${value}`, [name]: value };
        expect(await stage.actions.run(operationId, { body })).toMatchObject({ status: 202 });
      }
    }
  });

  test('what is wrong with an event is said, and nothing is queued', async () => {
    const { status, content } = await stage.actions.run('PublishRefreshStatus', {
      body: { eventId: 'e', environmentId: ENVIRONMENT, operation: 'ingestion', status: 'failed', runId: 'r' },
    });
    expect(status).toBe(400);
    expect(JSON.stringify(content)).toMatch(/"message":"[^"]{10,}"/);
  });

  test('what was given up runs when it is redelivered, and is given up no more', async () => {
    const flow = await refusingFlow(1);
    const { id, notificationId } = (await deadLetterOf(flow)) ?? {};
    const redelivered = await stage.actions.run('RedeliverFailedDelivery', { id });
    expect(redelivered).toEqual({ status: 202, content: { count: 1 } });
    await runs(flow, { notificationId });
    expect(await deadLetterOf(flow)).toBeUndefined();
    expect(await stage.actions.run('RedeliverFailedDelivery', { id })).toMatchObject({ status: 404 });
  });

  test('what a flow missed while it was disabled runs when it is enabled and replayed', async () => {
    const here = stage.scene(definition.trigger('OnUnificationRefreshCompleted'));
    const flow = await here.savedFlow({ parameters: { label: 'missed' } });
    const { id } = await choosingTitle('EnableSubscription', 'missed');
    const since = new Date(Date.now() - 60_000).toISOString();
    await stage.actions.run('DisableSubscription', { id });
    const runId = await here.happenAndSettle();
    expect(flow.received).toEqual([]);
    await stage.actions.run('EnableSubscription', { id });
    const replayed = await stage.actions.run('ReplayMissedNotifications', { id, body: { since } });
    expect(replayed).toEqual({ status: 202, content: { count: 1 } });
    await runs(flow, { runId });
  });

  test('a subscription that is removed gets nothing', async () => {
    const here = stage.scene(definition.trigger('OnUnificationRefreshCompleted'));
    const flow = await here.savedFlow({ parameters: { label: 'removed' } });
    const { id } = await choosingTitle('RemoveSubscription', 'removed');
    expect(await stage.actions.run('RemoveSubscription', { id })).toEqual({ status: 204, content: undefined });
    await here.happenAndSettle();
    expect(flow.received).toEqual([]);
  });

  test('what was given up before the trigger was changed is refused when it is redelivered, and the reason said', async () => {
    const flow = await refusingFlow(1);
    const id = (await deadLetterOf(flow))?.id;
    await flow.edit({ outcome: 'failed' }, 'post-first');
    const { status, content } = await stage.actions.run('RedeliverFailedDelivery', { id });
    expect(status).toBe(409);
    expect(content).toMatchObject({
      error: { code: 'not-receiving', message: expect.stringContaining('has been deleted') },
    });
  });

  test('one flow that is chosen by its label runs when a test is sent to it, and can tell that it is one', async () => {
    const here = stage.scene(definition.trigger('OnFullRefreshCompleted'));
    const flow = await here.savedFlow({ parameters: { environmentId: ENVIRONMENT, label: 'find me' } });
    const title = `find me, When a full refresh is completed, ${ENVIRONMENT}`;
    const chosen = await choosingTitle('SendTestNotification', title);
    const sent = await stage.actions.run('SendTestNotification', chosen);
    await runs(flow, { ...(sent.content as object), isTest: true });
  });

  test.each([
    ['ListEnvironments', {}, 2],
    ['ListDataSources', { environmentId: ENVIRONMENT }, NAMES.length],
    ['ListSegments', { environmentId: ENVIRONMENT }, NAMES.length],
    ['ListMeasures', { environmentId: ENVIRONMENT }, NAMES.length],
    ['ListFailedDeliveries', {}, 2],
    ['ListSubscriptions', {}, 2],
  ])('%s: page by page as at once', async (operationId, given, atLeast) => {
    const pages = await stage.actions.runAll(operationId, { ...given, top: 1 });
    expect(pages.length).toBeGreaterThanOrEqual(atLeast);
    expect(pages).toEqual(await stage.actions.runAll(operationId, given));
  });

  test.each(NAMES)('what is named "%s" is found by its name', async (name) => {
    for (const operationId of ['GetDataSource', 'GetSegment', 'GetMeasure']) {
      const { status, content } = await stage.actions.run(operationId, { environmentId: ENVIRONMENT, name });
      expect({ status, name: (content as { name: string }).name }).toEqual({ status: 200, name });
    }
  });
});
