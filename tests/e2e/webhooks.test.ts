import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { payloadSchemas } from '../../shared/contract/payload.ts';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../support/event-builders.ts';
import { eventually } from '../support/eventually.ts';
import { RunningApp } from '../support/running-app.ts';

const running = new RunningApp();

describe('an event on a queue', () => {
  const run = { eventId: 'e', runId: 'job-1', endedAt: '2026-11-20T02:14:09Z' };
  const cases: [
    type: TriggerType,
    parameters: object,
    queue: 'refresh-status' | 'metric-change',
    message: () => unknown,
  ][] = [
    [
      'data-source-refresh-failed',
      {},
      'refresh-status',
      () => ({ ...refreshEvent(), environmentId: running.environmentId }),
    ],
    [
      'data-source-refresh-succeeded',
      {},
      'refresh-status',
      () => ({ ...refreshEvent({ status: 'succeeded' }), environmentId: running.environmentId }),
    ],
    [
      'full-refresh-completed',
      {},
      'refresh-status',
      () => ({ ...run, environmentId: running.environmentId, operation: 'all', status: 'succeeded' }),
    ],
    [
      'unification-refresh-completed',
      {},
      'refresh-status',
      () => ({ ...run, environmentId: running.environmentId, operation: 'merge', status: 'succeeded' }),
    ],
    [
      'segment-threshold-crossed',
      { segment: 'high-value', threshold: 1000 },
      'metric-change',
      () => sampleEvent(1203, { environmentId: running.environmentId, previousValue: 998 }),
    ],
    [
      'measure-threshold-crossed',
      { measure: 'margin', threshold: 0.5 },
      'metric-change',
      () =>
        sampleEvent('0.75', {
          environmentId: running.environmentId,
          metricType: 'measure',
          name: 'margin',
          previousValue: 0.25,
        }),
    ],
  ];

  test.each(cases)(
    'causes one signed %s webhook at the exact callback URL',
    async (type, parameters, queue, message) => {
      const { id, signingSecret } = await running.subscribe(type, parameters);
      await running.app.queues.send(queue, JSON.stringify(message()));
      await running.arrivals(1);
      await running.app.queues.untilEmpty();
      expect(running.arrived()).toHaveLength(1);
      const [webhook] = running.arrived();
      expect(webhook?.path).toBe(`/${running.environmentId}/run?api-version=2016-06-01&sp=%2Ftriggers%2fx&sig=hush`);
      const payload = new Webhook(signingSecret).verify(
        webhook?.body ?? '',
        webhook?.headers as Record<string, string>,
      );
      expect(payloadSchemas[type].strict().parse(payload)).toMatchObject({
        triggerType: type,
        subscriptionId: id,
        environmentId: running.environmentId,
      });
    },
  );

  test('causes a webhook that is retried with the same ID and body when the receiver fails', async () => {
    let failures = 2;
    running.receiver.respondWith((_request, response) => void response.writeHead(failures-- > 0 ? 503 : 202).end());
    const { id } = await running.subscribe('data-source-refresh-failed');
    await running.app.queues.send(
      'refresh-status',
      JSON.stringify({ ...refreshEvent(), environmentId: running.environmentId }),
    );
    await running.arrivals(3);
    expect(new Set(running.arrived().map(({ body }) => body)).size).toBe(1);
    expect(new Set(running.arrived().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect((running.arrived()[1]?.at ?? 0) - (running.arrived()[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
    await eventually('a delivered webhook', async () =>
      JSON.stringify((await running.app.call('GET', `/api/subscriptions/${id}`)).json).includes(
        '"outcome":"delivered"',
      ),
    );
  });

  test('causes one webhook for each of a hundred subscribers', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        running.subscribe('full-refresh-completed', {
          callbackUrl: `${running.receiver.url}/${running.environmentId}/${index}`,
        }),
      ),
    );
    await running.app.queues.send(
      'refresh-status',
      JSON.stringify({ ...run, environmentId: running.environmentId, operation: 'all', status: 'failed' }),
    );
    await running.arrivals(100);
    await running.app.queues.untilEmpty();
    expect(new Set(running.arrived().map(({ path }) => path)).size).toBe(100);
    expect(running.arrived()).toHaveLength(100);
  });

  test('fires exactly once even when the host is killed meanwhile', async () => {
    await running.subscribe('data-source-refresh-failed');
    const runs = Array.from({ length: 60 }, (_, index) => `job-${index}`);
    await Promise.all(
      runs.map((runId) =>
        running.app.queues.send(
          'refresh-status',
          JSON.stringify({ ...refreshEvent({ runId }), environmentId: running.environmentId }),
        ),
      ),
    );
    await running.arrivals(10);
    await running.app.kill();
    await running.app.startHost();
    await eventually(
      'a webhook of every run',
      () => new Set(running.arrived().map(({ headers }) => headers['webhook-id'])).size >= runs.length,
      150_000,
    );
    await running.app.queues.untilEmpty();
    const firings = new Map(running.arrived().map(({ body }) => [JSON.parse(body).firingId, JSON.parse(body).runId]));
    expect([...firings.values()].toSorted()).toEqual(runs.toSorted());
  }, 180_000);
});

running.testThatNoSecretWasLogged();
