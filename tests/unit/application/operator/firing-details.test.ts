import { beforeEach, describe, expect, test } from '@jest/globals';
import { getFiring, listFirings } from '../../../../shared/application/operator/read-firings.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { sampleEvent } from '../../../support/event-builders.ts';
import { OperatorWorld, secretsOf } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('a firing', () => {
  test('shows the payload that all subscribers share, without the fields of a single subscriber', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    await world.receive('metric-change', [sampleEvent(900), sampleEvent(1200, { runId: 'job-7' })]);
    const firing = await getFiring(world.deps, await world.newestFiringId());
    const { notificationId, subscriptionId, threshold, summary, summaryHtml, ...shared } = world.payloads()[0] ?? {};
    expect(firing.payload).toEqual(shared);
    expect([notificationId, subscriptionId, threshold, summary, summaryHtml]).not.toContain(undefined);
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

  test('shows the state and the attempts of each delivery', async () => {
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

  test('is done once every delivery is delivered or dead', async () => {
    await world.createSubscription();
    world.answerWith(answered(503));
    await world.fireRun();
    expect((await world.firings())[0]?.state).toBe('pending');
    await world.drainQueue();
    expect((await world.firings())[0]?.state).toBe('done');
  });

  test('stays pending while its fan-out is unfinished', async () => {
    await world.createSubscriptions(50);
    await world.crashDuringFanOut();
    await world.drainQueue();
    const { state, deliveries } = await getFiring(world.deps, await world.newestFiringId());
    expect(deliveries.map((delivery) => delivery.state)).toEqual(Array.from({ length: 40 }, () => 'delivered'));
    expect(state).toBe('pending');
    expect((await world.firings())[0]?.state).toBe('pending');
  });

  test('without subscribers is done', async () => {
    await world.fireRun();
    expect(await getFiring(world.deps, await world.newestFiringId())).toMatchObject({ state: 'done', deliveries: [] });
  });

  test.each<[rule: string, id: (known: string) => string]>([
    ['an arbitrary word', () => 'nonsense'],
    ['a table key', (id) => `${id.split('.')[0]}.f.sources`],
    ['an id without a sequence number', (id) => id.replace(/\d+$/, '')],
    ['a sequence number of zero', (id) => id.replace(/\d+$/, '0')],
    ['a sequence number with a leading zero', (id) => id.replace(/\d+$/, '01')],
    ['a sequence number after the last one', (id) => id.replace(/\d+$/, '2')],
    ['an id of another environment', (id) => `${'x'.repeat(22)}${id.slice(22)}`],
    ['an id of another topic', (id) => id.replace('sources', 'refresh')],
  ])('is answered with 404 for %s', async (_rule, id) => {
    await world.fireRun();
    await expect(getFiring(world.deps, id(await world.newestFiringId()))).rejects.toMatchObject({
      status: 404,
      target: 'id',
    });
  });

  test('is not created for a test notification', async () => {
    await sendTest(world.deps, await world.createSubscription());
    await world.drainQueue();
    const id = String(world.payloads()[0]?.firingId);
    await expect(getFiring(world.deps, id)).rejects.toMatchObject({ status: 404 });
    expect(await world.firings()).toEqual([]);
  });
});

test('neither the list of firings nor a single firing shows a callback, secret or token', async () => {
  const created = await world.subscribe('data-source-refresh-failed', {});
  await world.fireRun();
  const shown = JSON.stringify([
    await listFirings(world.deps, {}),
    await getFiring(world.deps, await world.newestFiringId()),
  ]);
  for (const secret of secretsOf(created)) expect(shown).not.toContain(secret);
});
