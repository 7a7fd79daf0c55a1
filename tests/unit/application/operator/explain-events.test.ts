import { beforeEach, describe, expect, test } from '@jest/globals';
import { retire } from '../../../../shared/application/maintenance/retention.ts';
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

async function explained(queue: EventQueue, message: object, subscriptionId?: string) {
  const { value } = await explainEvents(world.deps, { queue, text: JSON.stringify(message), subscriptionId });
  return value[0];
}

describe('what became of a run', () => {
  test('that has fired: the firing, whatever its other reports say', async () => {
    await world.receive('refresh-status', refreshEvent());
    const again = refreshEvent({ eventId: 'e-2', endedAt: '2026-11-20T09:00:00Z' });
    expect(await explained('refresh-status', again)).toMatchObject({
      eventId: 'e-2',
      outcome: 'fired',
      firingId: expect.stringMatching(/\.sources\.1$/),
    });
  });

  test('that nobody has handled: not seen', async () => {
    expect(await explained('refresh-status', refreshEvent())).toMatchObject({ outcome: 'not-seen' });
  });

  test.each<[rule: string, more: Fields, outcome: string, reason: RegExp]>([
    ['has not ended', { status: 'running' }, 'ignored', /not ended/],
    ['was canceled', { status: 'canceled' }, 'ignored', /canceled/],
    ['is of an operation without a trigger', { operation: 'match' }, 'ignored', /no trigger/],
    ['is of an operation that is not known', { operation: 'teleport' }, 'ignored', /not one that is known/],
    ['cannot be read', { status: 'exploded' }, 'dead-letter', /status: 'exploded' is no status/],
  ])('that %s: why', async (_rule, more, outcome, reason) => {
    expect(await explained('refresh-status', refreshEvent(more))).toMatchObject({
      outcome,
      reason: expect.stringMatching(reason),
    });
  });
});

describe('what became of a sample', () => {
  test('that crossed: the firing, also when later ones have come', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const crossing = sampleEvent(1200);
    await world.receive('metric-change', [sampleEvent(900, { evaluatedAt: '2026-11-19T00:00:00Z' }), crossing]);
    expect(await explained('metric-change', crossing)).toMatchObject({ outcome: 'fired' });
    await world.receive('metric-change', sampleEvent(700));
    expect(await explained('metric-change', crossing)).toMatchObject({ outcome: 'fired' });
  });

  test('that crossed so long ago that its firing has left: fired all the same', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const crossing = sampleEvent(1200);
    await world.receive('metric-change', [sampleEvent(900, { evaluatedAt: '2026-11-19T00:00:00Z' }), crossing]);
    world.now += 31 * 24 * 60 * 60_000;
    await retire(world.deps);
    expect(await explained('metric-change', crossing)).toEqual({
      eventId: expect.any(String),
      outcome: 'fired',
      reason: expect.stringContaining('retention'),
    });
  });

  test('that applied and crossed nothing: passed', async () => {
    const sample = sampleEvent(900);
    await world.receive('metric-change', sample);
    expect(await explained('metric-change', sample)).toMatchObject({
      outcome: 'passed',
      reason: expect.stringContaining('it applied'),
    });
  });

  test('that came too late: passed, with what the metric is at', async () => {
    const [early, late] = [sampleEvent(1), sampleEvent(2)];
    await world.receive('metric-change', late);
    expect(await explained('metric-change', early)).toMatchObject({
      outcome: 'passed',
      reason: expect.stringContaining('the metric is at 2 of 2026-11-20T'),
    });
  });

  test('that crossed nothing, of the same time and value as one that did: passed', async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    const crossing = sampleEvent(1200, { evaluatedAt: '2026-11-20T08:00:00Z', eventId: 'a' });
    const twin = { ...crossing, eventId: 'b' };
    await world.receive('metric-change', [sampleEvent(900), crossing, twin]);
    expect(await explained('metric-change', crossing)).toMatchObject({ outcome: 'fired' });
    expect(await explained('metric-change', twin)).toMatchObject({ outcome: 'passed' });
  });

  test('that is newer than all: not seen', async () => {
    await world.receive('metric-change', sampleEvent(1));
    expect(await explained('metric-change', sampleEvent(2))).toMatchObject({ outcome: 'not-seen' });
  });
});

describe('why a subscription did or did not get it', () => {
  const failed = async (parameters: object = {}) =>
    (await world.subscribe('data-source-refresh-failed', { ...parameters })).subscription.id;
  const why = async (id: string, message = refreshEvent()) =>
    (await explained('refresh-status', message, id))?.delivery;

  test('delivered: the attempts', async () => {
    const id = await failed();
    await world.receive('refresh-status', refreshEvent());
    expect(await why(id)).toMatchObject({ reason: 'it was delivered', delivery: { attempts: [{ status: 202 }] } });
  });

  test('given up unsent, as the flow is turned off: that reason', async () => {
    world.answers.set(CALLBACK, () => flowTurnedOff);
    const id = await failed();
    await world.receive('refresh-status', refreshEvent());
    await world.receive('refresh-status', refreshEvent({ runId: 'job-8' }));
    expect(await why(id, refreshEvent({ runId: 'job-8' }))).toMatchObject({
      reason: 'it was given up: the flow is turned off; attempts made: 0',
    });
  });

  test('given up: the attempts', async () => {
    world.answers.set(CALLBACK, () => answered(422));
    const id = await failed();
    await world.receive('refresh-status', refreshEvent());
    expect(await why(id)).toMatchObject({ reason: expect.stringContaining('given up'), delivery: { state: 'dead' } });
  });

  test.each<[rule: string, subscribe: () => Promise<string>, reason: RegExp]>([
    ['it filters another data source', () => failed({ dataSource: 'erp' }), /let others through: .*erp/],
    [
      'it is of another trigger type',
      async () => (await world.subscribe('data-source-refresh-succeeded', {})).subscription.id,
      /is for data-source-refresh-succeeded/,
    ],
    ['it is of another environment', () => failed({ environmentId: 'fabrikam' }), /something else/],
    [
      'it was deleted',
      async () => {
        const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
        await unsubscribe(world.deps, subscription.id, token);
        return subscription.id;
      },
      /no such subscription now/,
    ],
  ])('%s', async (_rule, subscribe, reason) => {
    const id = await subscribe();
    await world.receive('refresh-status', refreshEvent());
    expect(await why(id)).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('it was made after the firing', async () => {
    await world.receive('refresh-status', refreshEvent());
    expect(await why(await failed())).toEqual({ reason: 'the subscription was made after the firing' });
  });

  test('its threshold was not crossed', async () => {
    const { subscription } = await world.subscribe('segment-threshold-crossed', { ...segment, threshold: 5000 });
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', sampleEvent(900));
    const crossing = sampleEvent(1200);
    await world.receive('metric-change', crossing);
    expect((await explained('metric-change', crossing, subscription.id))?.delivery).toEqual({
      reason: 'its threshold 5000 was not crossed: the value rose from 900 to 1200',
    });
  });

  test('an id that no subscription can have is refused', async () => {
    await expect(explained('refresh-status', refreshEvent(), 'x')).rejects.toMatchObject({
      status: 400,
      target: 'subscriptionId',
    });
  });
});
