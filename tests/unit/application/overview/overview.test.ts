import { beforeEach, describe, expect, test } from '@jest/globals';
import { readOverview } from '../../../../shared/application/overview/overview.ts';
import { environmentPartition } from '../../../../shared/application/store/keys.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { fillEnvironment } from '../../../support/filled-environment.ts';
import { flowTurnedOff, OperatorWorld, secretsOf } from '../../../support/operator-world.ts';
import { allSaid } from '../../../support/said.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;
const healthy = async () => ({ healthy: true, dependencies: [{ name: 'tables', state: 'up' as const }] });
const overview = (environmentId = 'contoso') => readOverview(world.deps, { environmentId, language: 'en' }, healthy);
const partition = environmentPartition('contoso');

/** Rows that no use case has made: an overview reads a fixed number of them. */
async function fill(prefix: string, count: number, data: object): Promise<void> {
  for (let row = 0; row < count; row++)
    await world.store.commit(partition, [{ kind: 'insert', key: `${prefix}${String(row).padStart(6, '0')}`, data }]);
}

describe('the overview of an environment', () => {
  test('costs at most 10 table requests with 40 subscriptions, 8 metrics and 300 firings', async () => {
    await fillEnvironment(world);
    const { requests } = world.store;
    const { subscriptions, segments, firings, thresholds } = await overview();
    expect(world.store.requests - requests).toBeLessThanOrEqual(10);
    expect([subscriptions.count, segments.length, firings.length, thresholds.length]).toEqual([40, 8, 20, 8]);
  });

  test('costs no more, and says what is cut, when more is stored than one read holds', async () => {
    await world.fireRun();
    await fill('w.2026-11-20T06:00:000000000Z.', 1_001, { kind: 'delivery', topic: 'x', group: '1', suffix: '1' });
    await fill('n.', 1_001, { process: 'data-source', lastStatus: 'failed', lastEndedAt: '2026', runId: '1' });
    const { requests, rowsRead } = world.store;
    const { cut, inFlight } = await overview();
    expect(world.store.requests - requests).toBeLessThanOrEqual(10);
    expect(world.store.rowsRead - rowsRead).toBeLessThanOrEqual(2_100);
    expect(cut).toEqual(['processes', 'inFlight']);
    expect(inFlight.pending).toBe(1_000);
  });

  test('is 404 for an environment that nobody has named, and there for one that only a subscription has', async () => {
    await expect(overview('nobody')).rejects.toMatchObject({ status: 404, target: 'environmentId' });
    await world.createSubscription();
    expect(await overview()).toMatchObject({ environmentId: 'contoso', cut: [], firings: [] });
  });

  test('shows processes, metrics, and the thresholds that subscriptions wait for', async () => {
    const { subscription } = await world.subscribe('segment-threshold-crossed', {
      segment: 'high-value',
      threshold: 1000,
    });
    await world.receive('metric-change', sampleEvent(820));
    await world.fireRun();
    expect(await overview()).toMatchObject({
      health: { status: 'healthy', dependencies: [{ name: 'tables', state: 'up' }] },
      processes: [{ process: 'data-source', name: 'crm-contacts', status: 'failed' }],
      segments: [{ name: 'high-value', value: 820 }],
      measures: [],
      thresholds: [
        { metricType: 'segment', metric: 'high-value', threshold: 1000, subscriptionIds: [subscription.id] },
      ],
    });
  });

  test('shows the sick subscriptions with the reason, the worst first', async () => {
    await world.createSubscription({ label: 'well', callbackUrl: 'https://flow.example/well' });
    await world.createSubscription({ label: 'broken', callbackUrl: 'https://flow.example/broken' });
    await world.createSubscription({ label: 'off' });
    world.answers.set('https://flow.example/broken', () => answered(503));
    world.answerWith(flowTurnedOff);
    await world.fireRuns(5);
    const { subscriptions } = await overview();
    expect(allSaid(subscriptions)).toMatchObject({
      count: 3,
      byStatus: { active: 1, failing: 1, dormant: 1 },
      sick: [
        {
          label: 'broken',
          status: 'failing',
          statusText: 'failing: deliveries wait until an attempt succeeds',
          statusReason: 'http-503',
          consecutiveFailures: 5,
          lastDelivery: {
            outcome: 'retrying',
            reason: 'http-503',
            reasonText: 'the receiver answered with HTTP status 503',
            status: 503,
          },
          nextProbeAt: expect.any(String),
        },
        { label: 'off', status: 'dormant', statusReason: 'dormant' },
      ],
    });
  });

  test('shows at most 20 sick subscriptions, and tells how many there are', async () => {
    await world.createSubscriptions(22);
    for (let index = 0; index < 22; index += 1) {
      world.answers.set(`https://flow.example/${index}`, () => flowTurnedOff);
    }
    await world.fireRun();
    await world.drainQueue();
    const { subscriptions } = await overview();
    expect([subscriptions.sickCount, subscriptions.sick.length]).toEqual([22, 20]);
  });

  test('tells what is in flight, since when, and what is overdue', async () => {
    world.deps.settings = { ...world.deps.settings, retrySchedule: [60 * MINUTE] };
    await world.createSubscription();
    world.answerWith(answered(503));
    await world.fireRuns(5);
    world.now += MINUTE;
    await world.fireRun('job-6');
    await world.drainQueue(world.now);
    expect((await overview()).inFlight).toMatchObject({ retrying: 5, overdue: 0, oldestAt: '2026-11-20T06:00:00Z' });
    world.now += 120 * MINUTE;
    expect((await overview()).inFlight).toMatchObject({ retrying: 5, waiting: 1, overdue: 5 });
  });

  test('counts dead letters by code, those of events that name this environment among them', async () => {
    await world.createSubscription({ label: 'broken' });
    world.answerWith(answered(422));
    await world.fireRuns(2);
    await world.receive('metric-change', sampleEvent('many'));
    await world.receive('metric-change', sampleEvent('many', { environmentId: 'fabrikam' }));
    const { deadLetters } = await overview();
    expect(deadLetters).toMatchObject({ count: 3, byCode: { 'http-422': 2, 'invalid-event': 1 } });
    expect(deadLetters.latest).toContainEqual(
      expect.objectContaining({
        source: 'delivery',
        label: 'broken',
        lastAnswer: expect.objectContaining({ status: 422 }),
      }),
    );
    expect(JSON.stringify(deadLetters)).not.toContain('original');
  });

  test('shows the latest firings with the number of deliveries in each state', async () => {
    await world.createSubscriptions(3);
    world.answers.set('https://flow.example/0', () => answered(422));
    world.answers.set('https://flow.example/1', () => answered(503));
    await world.fireRuns(22);
    const { firings } = await overview();
    expect(firings.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => 22 - index));
    expect(firings.at(-1)).toMatchObject({ state: 'pending', deliveryCounts: { delivered: 1, dead: 1, retrying: 1 } });
  });

  test('has no callback, secret or token in it', async () => {
    const created = await world.subscribe('data-source-refresh-failed', {});
    world.answerWith(answered(422));
    await world.fireRun();
    const text = JSON.stringify(await overview());
    for (const secret of secretsOf(created)) expect(text).not.toContain(secret);
  });
});
