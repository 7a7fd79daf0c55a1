import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { explainEvents } from '../../../../shared/application/operator/explain-events.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import type { EventQueue } from '../../../../shared/domain/read-message.ts';
import { type Fields, refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { flowTurnedOff } from '../../../support/operator-world.ts';
import { answered, World } from '../../../support/world.ts';

const CALLBACK = 'https://flow.example/run?sig=hush';
const segment = { segment: 'high-value', threshold: 1000 };

let world: World;

beforeEach(() => {
  world = new World();
});

/** The explanation of the first event of a message. */
async function explained(queue: EventQueue, message: object, subscriptionId?: string) {
  const { value } = await explainEvents(world.deps, { queue, text: JSON.stringify(message), subscriptionId });
  return value[0];
}

describe('explaining a refresh event', () => {
  test('returns the firing of a run even for a later report of the same run', async () => {
    await world.receive('refresh-status', refreshEvent());
    const again = refreshEvent({ eventId: 'e-2', endedAt: '2026-11-20T09:00:00Z' });
    expect(await explained('refresh-status', again)).toMatchObject({
      eventId: 'e-2',
      outcome: 'fired',
      firingId: expect.stringMatching(/\.sources\.1$/),
    });
  });

  test('says not-seen for a run that was never handled', async () => {
    expect(await explained('refresh-status', refreshEvent())).toMatchObject({ outcome: 'not-seen' });
  });

  test.each<[rule: string, more: Fields, outcome: string, reason: RegExp]>([
    ['a run that has not ended', { status: 'running' }, 'ignored', /not ended/],
    ['a canceled run', { status: 'canceled' }, 'ignored', /canceled/],
    ['an operation that has no trigger', { operation: 'match' }, 'ignored', /no trigger/],
    ['an unknown operation', { operation: 'teleport' }, 'ignored', /not one that is known/],
    ['an unreadable event', { status: 'exploded' }, 'dead-letter', /status: 'exploded' is no status/],
  ])('gives the outcome and the reason for %s', async (_rule, more, outcome, reason) => {
    expect(await explained('refresh-status', refreshEvent(more))).toMatchObject({
      outcome,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('explaining a metric event', () => {
  test('says fired for a threshold crossing even after later samples were handled', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const crossing = sampleEvent(1200);
    await world.receive('metric-change', [sampleEvent(900, { evaluatedAt: '2026-11-19T00:00:00Z' }), crossing]);
    expect(await explained('metric-change', crossing)).toMatchObject({ outcome: 'fired' });
    await world.receive('metric-change', sampleEvent(700));
    expect(await explained('metric-change', crossing)).toMatchObject({ outcome: 'fired' });
  });

  test('says fired for a crossing whose firing was removed by retention', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const crossing = sampleEvent(1200);
    await world.receive('metric-change', [sampleEvent(900, { evaluatedAt: '2026-11-19T00:00:00Z' }), crossing]);
    world.now += 31 * 24 * 60 * 60_000;
    await removeExpired(world.deps);
    expect(await explained('metric-change', crossing)).toMatchObject({
      eventId: expect.any(String),
      outcome: 'fired',
      code: 'firing-removed',
      reason: expect.stringContaining('retention'),
    });
  });

  test('says passed for a sample that applied without crossing a threshold', async () => {
    const sample = sampleEvent(900);
    await world.receive('metric-change', sample);
    expect(await explained('metric-change', sample)).toMatchObject({
      outcome: 'passed',
      reason: expect.stringContaining('it applied'),
    });
  });

  test('says passed for a late sample and names the current value of the metric', async () => {
    const [early, late] = [sampleEvent(1), sampleEvent(2)];
    await world.receive('metric-change', late);
    expect(await explained('metric-change', early)).toMatchObject({
      outcome: 'passed',
      reason: expect.stringContaining('the metric is at 2 of 2026-11-20T'),
    });
  });

  test.each([
    ['segment', 'segments'],
    ['measure', 'measures'],
  ])('tells how to forget the value that makes a sample late: %s', async (metricType, path) => {
    const [early, late] = [sampleEvent(1, { metricType }), sampleEvent(2, { metricType })];
    await world.receive('metric-change', late);
    expect(await explained('metric-change', early)).toMatchObject({
      reason: expect.stringContaining(`DELETE /api/environments/{id}/${path}/{name} forgets the stored value`),
    });
  });

  test('tells a crossing apart from another event with the same time and value', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const crossing = sampleEvent(1200, { evaluatedAt: '2026-11-20T08:00:00Z', eventId: 'a' });
    const twin = { ...crossing, eventId: 'b' };
    await world.receive('metric-change', [sampleEvent(900), crossing, twin]);
    expect(await explained('metric-change', crossing)).toMatchObject({ outcome: 'fired' });
    expect(await explained('metric-change', twin)).toMatchObject({ outcome: 'passed' });
  });

  test('says not-seen for a sample that is newer than every handled one', async () => {
    await world.receive('metric-change', sampleEvent(1));
    expect(await explained('metric-change', sampleEvent(2))).toMatchObject({ outcome: 'not-seen' });
  });
});

describe('explaining an event for one subscription', () => {
  const subscribeToFailures = async (parameters: object = {}) =>
    (await world.subscribe('data-source-refresh-failed', { ...parameters })).subscription.id;
  const why = async (id: string, message = refreshEvent()) =>
    (await explained('refresh-status', message, id))?.delivery;

  test('lists the attempts of a delivered webhook', async () => {
    const id = await subscribeToFailures();
    await world.receive('refresh-status', refreshEvent());
    expect(await why(id)).toMatchObject({ reason: 'it was delivered', delivery: { attempts: [{ status: 202 }] } });
  });

  test('says that an unsent delivery was given up because the flow is turned off', async () => {
    world.answers.set(CALLBACK, () => flowTurnedOff);
    const id = await subscribeToFailures();
    await world.receive('refresh-status', refreshEvent());
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(await why(id, refreshEvent({ runId: 'job-8' }))).toMatchObject({
      reason: 'it was given up: the flow is turned off; attempts made: 0',
    });
  });

  test('shows a dead delivery together with its attempts', async () => {
    world.answers.set(CALLBACK, () => answered(422));
    const id = await subscribeToFailures();
    await world.receive('refresh-status', refreshEvent());
    expect(await why(id)).toMatchObject({ reason: expect.stringContaining('given up'), delivery: { state: 'dead' } });
  });

  test.each<[rule: string, subscribe: () => Promise<string>, reason: RegExp]>([
    [
      'its filter names another data source',
      () => subscribeToFailures({ dataSource: 'erp' }),
      /parameters do not match: .*erp/,
    ],
    [
      'it has another trigger type',
      async () => (await world.subscribe('data-source-refresh-succeeded', {})).subscription.id,
      /is for data-source-refresh-succeeded/,
    ],
    ['it belongs to another environment', () => subscribeToFailures({ environmentId: 'fabrikam' }), /something else/],
    [
      'it was deleted',
      async () => {
        const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
        await unsubscribe(world.deps, subscription.id, token);
        return subscription.id;
      },
      /no such subscription now/,
    ],
  ])('says why the subscription got nothing: %s', async (_rule, subscribe, reason) => {
    const id = await subscribe();
    await world.receive('refresh-status', refreshEvent());
    const explanation = await why(id);
    expect(explanation).toMatchObject({
      code: expect.stringMatching(/^[a-z-]+$/),
      reason: expect.stringMatching(reason),
    });
    expect(explanation).not.toHaveProperty('delivery');
  });

  test('says that the subscription was created after the firing', async () => {
    await world.receive('refresh-status', refreshEvent());
    expect(await why(await subscribeToFailures())).toMatchObject({
      reason: 'the subscription was made after the firing',
    });
  });

  test('says which threshold of the subscription was not crossed', async () => {
    const { subscription } = await world.subscribe('segment-threshold-crossed', { ...segment, threshold: 5000 });
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', sampleEvent(900));
    const crossing = sampleEvent(1200);
    await world.receive('metric-change', crossing);
    expect((await explained('metric-change', crossing, subscription.id))?.delivery).toMatchObject({
      code: 'not-crossed',
      reason: 'its threshold 5,000 was not crossed: the value rose from 900 to 1,200',
    });
  });

  test('rejects a malformed subscription id with 400', async () => {
    await expect(explained('refresh-status', refreshEvent(), 'x')).rejects.toMatchObject({
      status: 400,
      target: 'subscriptionId',
    });
  });
});
