import { beforeEach, describe, expect, test } from '@jest/globals';
import { getFiring, listFirings } from '../../../../shared/application/operator/firings.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld, secretsOf } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('a firing', () => {
  test('shows what every subscriber got of it, and nothing that is one subscriber’s own', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200, { runId: 'job-7' })]);
    const firing = await getFiring(world.deps, await world.newestFiringId());
    const { notificationId, subscriptionId, threshold, ...shared } = world.payloads()[0] ?? {};
    expect(firing.payload).toEqual(shared);
    expect([notificationId, subscriptionId, threshold]).not.toContain(undefined);
    expect(firing).toMatchObject({
      id: shared.firingId,
      triggerType: 'segment-threshold-crossed',
      environmentId: 'contoso',
      topic: expect.stringMatching(/^segment-/),
      sequence: 1,
      occurredAt: shared.occurredAt,
      state: 'done',
    });
  });

  test('shows what became of each delivery', async () => {
    await world.createSubscription();
    await world.createSubscription({ callbackUrl: 'https://flow.example/other' });
    world.answerWith(answered(503, { workflowRunId: 'run-1' }));
    await world.fireRun();
    const { deliveries, state } = await getFiring(world.deps, await world.newestFiringId());
    expect(state).toBe('pending');
    expect(deliveries.map((delivery) => delivery.state).toSorted()).toEqual(['delivered', 'retrying']);
    expect(deliveries.find((delivery) => delivery.state === 'retrying')).toMatchObject({
      attemptCount: 1,
      nextAttemptAt: '2026-11-20T06:00:05.25Z',
      attempts: [
        { at: '2026-11-20T06:00:00Z', status: 503, outcome: 'retrying', reason: 'http-503', workflowRunId: 'run-1' },
      ],
    });
    expect(deliveries.find((delivery) => delivery.state === 'delivered')?.nextAttemptAt).toBeUndefined();
  });

  test('is done when every delivery is delivered or dead', async () => {
    await world.createSubscription();
    world.answerWith(answered(503));
    await world.fireRun();
    expect((await world.firings())[0]?.state).toBe('pending');
    await world.drainQueue();
    expect((await world.firings())[0]?.state).toBe('done');
  });

  test('is pending as long as subscribers have no delivery yet', async () => {
    await world.createSubscriptions(50);
    await world.crashDuringFanOut();
    await world.drainQueue();
    const { state, deliveries } = await getFiring(world.deps, await world.newestFiringId());
    expect(deliveries.map((delivery) => delivery.state)).toEqual(Array.from({ length: 40 }, () => 'delivered'));
    expect(state).toBe('pending');
    expect((await world.firings())[0]?.state).toBe('pending');
  });

  test('without a subscriber is done', async () => {
    await world.fireRun();
    expect(await getFiring(world.deps, await world.newestFiringId())).toMatchObject({ state: 'done', deliveries: [] });
  });

  test.each<[rule: string, id: (known: string) => string]>([
    ['nonsense', () => 'nonsense'],
    ['a key of the table', (id) => `${id.split('.')[0]}.f.sources`],
    ['no sequence', (id) => id.replace(/\d+$/, '')],
    ['a sequence of zero', (id) => id.replace(/\d+$/, '0')],
    ['a sequence with a zero in front', (id) => id.replace(/\d+$/, '01')],
    ['the sequence after the last', (id) => id.replace(/\d+$/, '2')],
    ['another environment', (id) => `${'x'.repeat(22)}${id.slice(22)}`],
    ['another topic', (id) => id.replace('sources', 'refresh')],
  ])('by an id with %s is not found', async (_rule, id) => {
    await world.fireRun();
    await expect(getFiring(world.deps, id(await world.newestFiringId()))).rejects.toMatchObject({
      status: 404,
      target: 'id',
    });
  });

  test('of a test does not exist', async () => {
    await sendTest(world.deps, await world.createSubscription());
    await world.drainQueue();
    const id = String(world.payloads()[0]?.firingId);
    await expect(getFiring(world.deps, id)).rejects.toMatchObject({ status: 404 });
    expect(await world.firings()).toEqual([]);
  });
});

test('no callback, secret or token is in any of it', async () => {
  const created = await world.subscribe('data-source-refresh-failed', {});
  await world.fireRun();
  const shown = JSON.stringify([
    await listFirings(world.deps, {}),
    await getFiring(world.deps, await world.newestFiringId()),
  ]);
  for (const secret of secretsOf(created)) expect(shown).not.toContain(secret);
});
