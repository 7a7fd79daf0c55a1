import { beforeEach, describe, expect, test } from '@jest/globals';
import { listEnvironments } from '../../../../shared/application/environments/list-environments.ts';
import { listDataSources } from '../../../../shared/application/environments/read-data-sources.ts';
import { listMetrics } from '../../../../shared/application/environments/read-metrics.ts';
import { publishEvents } from '../../../../shared/application/events/publish-events.ts';
import { explainEvents } from '../../../../shared/application/operator/explain-events.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { redrive } from '../../../../shared/application/operator/redrive.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { START, World } from '../../../support/world.ts';

const GUID = '5f0c2b7e-8a11-4c3d-9e5f-0123456789ab';
const [COMPOSED, DECOMPOSED] = ['K\u00e4ufer', 'Ka\u0308ufer'];
const DAY = 24 * 60 * 60_000;
const at = (milliseconds: number) => new Date(milliseconds).toISOString();

let world: World;

beforeEach(() => {
  world = new World();
});

const letters = async () => (await listDeadLetters(world.deps, { source: 'event' })).value;

test('a field that is dropped is counted by its name in the tally of the message', async () => {
  const record = workflowRecord('All.WorkflowCompleted', { level: 4, properties: { friendlyName: 5 } });
  const message = [refreshEvent({ submission: 'odd' }), refreshEvent({ runId: 'job-8', submission: 1 }), record];
  expect(await world.receive('refresh-status', message)).toMatchObject({
    fires: 3,
    deadLettered: 0,
    dropped: { submission: 2, level: 1, 'properties.friendlyName': 1 },
  });
});

describe('events and subscriptions meet whatever form of an id they use:', () => {
  test.each([
    ['capitals', GUID.toUpperCase()],
    ['braces', `{${GUID}}`],
    ['plain', GUID],
  ])('a subscription with a GUID in %s gets the events of every form', async (_rule, environmentId) => {
    await world.subscribe('data-source-refresh-failed', { environmentId });
    const forms = [GUID, GUID.toUpperCase(), `{${GUID}}`];
    const messages = forms.map((form, index) => refreshEvent({ environmentId: form, runId: `job-${index}` }));
    await world.receive('refresh-status', messages);
    expect(world.payloads().map((payload) => payload.environmentId)).toEqual([GUID, GUID, GUID]);
    expect((await listEnvironments(world.deps, {})).value).toMatchObject([{ environmentId: GUID }]);
  });

  test.each([
    [COMPOSED, DECOMPOSED],
    [DECOMPOSED, COMPOSED],
  ])('a subscription to %s gets the crossing of the same name in another normalization form', async (one, other) => {
    await world.subscribe('segment-threshold-crossed', { environmentId: one, segment: one, threshold: 10 });
    for (const value of [5, 50]) {
      await world.receive('metric-change', sampleEvent(value, { environmentId: other, name: other }));
    }
    expect(world.payloads()).toMatchObject([{ environmentId: COMPOSED, segmentName: COMPOSED }]);
    const list = await listMetrics(world.deps, { environmentId: COMPOSED, metricType: 'segment' }, {});
    expect(list.value).toMatchObject([{ name: COMPOSED, value: 50 }]);
  });

  test('a data source in two normalization forms is one data source', async () => {
    const subscriber = { dataSource: DECOMPOSED };
    await world.subscribe('data-source-refresh-failed', subscriber);
    await world.receive('refresh-status', refreshEvent({ name: COMPOSED }));
    await world.receive('refresh-status', refreshEvent({ name: DECOMPOSED }));
    expect(world.arrived).toHaveLength(1);
    expect((await listDataSources(world.deps, 'contoso', {})).value).toMatchObject([{ name: COMPOSED }]);
  });

  test('the same callback with another form of the environment is the same subscription', async () => {
    const ids = [];
    for (const environmentId of [GUID, `{${GUID.toUpperCase()}}`]) {
      ids.push((await world.subscribe('full-refresh-completed', { environmentId })).subscription.id);
    }
    expect(new Set(ids).size).toBe(1);
  });
});

describe('an event of the future', () => {
  const ahead = sampleEvent(60, { evaluatedAt: '2062-11-20T02:00:00Z' });

  test('becomes a dead letter and does not silence its metric', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 100 });
    await world.receive('metric-change', sampleEvent(50));
    expect(await world.receive('metric-change', ahead)).toMatchObject({ deadLettered: 1, applied: 0 });
    await world.receive('metric-change', sampleEvent(500));
    expect(world.arrived).toHaveLength(1);
    expect(await letters()).toMatchObject([
      { code: 'in-the-future', reason: expect.stringContaining(at(START).slice(0, 19)) },
    ]);
  });

  test('does not hide how a data source ended last', async () => {
    await world.receive('refresh-status', refreshEvent({ status: 'succeeded', endedAt: '2062-01-01T00:00:00Z' }));
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect((await listDataSources(world.deps, 'contoso', {})).value).toMatchObject([{ lastStatus: 'failed' }]);
  });

  test('is refused with 400 and the code in-the-future when it is posted', async () => {
    const refused = publishEvents(world.deps, 'metric-change', JSON.stringify(ahead));
    await expect(refused).rejects.toMatchObject({ status: 400, code: 'in-the-future', target: 'evaluatedAt' });
    expect(world.published).toEqual([]);
  });

  test('is explained in the words of its dead letter', async () => {
    await world.receive('metric-change', ahead);
    const { value } = await explainEvents(world.deps, { queue: 'metric-change', text: JSON.stringify(ahead) });
    const [letter] = await letters();
    expect(value).toMatchObject([{ outcome: 'dead-letter', reason: `it cannot be read: ${letter?.reason}` }]);
  });

  test('applies when it is redriven after its time has come', async () => {
    await world.receive('metric-change', sampleEvent(60, { evaluatedAt: at(START + 2 * DAY) }));
    world.now += DAY;
    await redrive(world.deps, (await letters())[0]?.id ?? '');
    const [{ text = '' } = {}] = world.published;
    expect(await world.receive('metric-change', JSON.parse(text))).toMatchObject({ applied: 1, deadLettered: 0 });
  });
});

test('a name of an unreadable event cannot break the line of a reason', async () => {
  await world.receive('refresh-status', refreshEvent({ status: 'odd\n- all is well\u202e' }));
  const [letter] = await letters();
  expect(letter?.reason).toMatch(/^status: 'odd - all is well' is no status/);
});
