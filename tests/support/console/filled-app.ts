import { expect } from '@jest/globals';
import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import { refreshEvent, sampleEvent } from '../event-builders.ts';
import { eventually } from '../eventually.ts';
import type { RunningApp } from '../running-app.ts';

interface Overview {
  readonly processes: readonly unknown[];
  readonly segments: readonly unknown[];
  readonly firings: readonly { readonly deliveryCounts?: { readonly delivered: number; readonly dead: number } }[];
  readonly deadLetters: { readonly count: number };
}

/** Subscribes a flow of this name in the environment of a test. Answers the ID of the subscription. */
export async function subscribeFlow(
  { environmentId, receiver, app }: RunningApp,
  name: string,
  type: TriggerType,
  parameters: object = {},
): Promise<string> {
  const callbackUrl = `${receiver.url}/${environmentId}/${encodeURIComponent(name)}?sig=hush`;
  const body = { environmentId, callbackUrl, label: name, ...parameters };
  const { status, json } = await app.call('POST', `/api/triggers/${type}/subscriptions`, body);
  expect(status).toBe(201);
  return (json as { id: string }).id;
}

/**
 * Fills the environment of a test: a data source that failed and one that succeeded, a full refresh, a segment below the threshold
 * of a flow, two flows that are told of failures, of which one refuses everything.
 */
export async function fillEnvironment(running: RunningApp): Promise<void> {
  const { environmentId, receiver, app } = running;
  receiver.respondWith(({ path }, response) => void response.writeHead(path.includes('/refusing') ? 422 : 202).end());
  const subscribe = (name: string, type: TriggerType, parameters: object = {}) =>
    subscribeFlow(running, name, type, parameters);
  await Promise.all([
    subscribe('Teams alert', 'data-source-refresh-failed'),
    subscribe('refusing', 'data-source-refresh-failed'),
    subscribe('Mail owners', 'segment-threshold-crossed', { segment: 'high-value', threshold: 1000 }),
  ]);
  const now = Date.now();
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const runs = [
    refreshEvent({
      environmentId,
      displayName: 'CRM contacts',
      runId: `${environmentId}-1`,
      startedAt: ago(34),
      endedAt: ago(20),
      submission: 'scheduled',
      error: { code: 'dataSourceRefreshTimeout', message: 'The refresh took too long.' },
    }),
    refreshEvent({
      environmentId,
      eventId: 'e-2',
      name: 'loyalty',
      displayName: 'Loyalty',
      status: 'successful',
      runId: `${environmentId}-2`,
      startedAt: ago(23),
      endedAt: ago(20),
    }),
    refreshEvent({
      environmentId,
      eventId: 'e-3',
      operation: 'all',
      name: undefined,
      status: 'completedWithWarnings',
      runId: `${environmentId}-3`,
      startedAt: ago(60),
      endedAt: ago(16),
    }),
  ];
  await app.queues.send('refresh-status', JSON.stringify(runs));
  const sample = sampleEvent(820, { environmentId, displayName: 'High value', evaluatedAt: ago(15) });
  await app.queues.send('metric-change', JSON.stringify(sample));
  // This costs the app nothing, unlike a look at the overview.
  await running.arrivals(2);
  await eventually('everything in the overview', async () => {
    const { status, json } = await app.call('GET', `/api/environments/${environmentId}/overview`);
    if (status !== 200) return false;
    const { processes, segments, firings, deadLetters } = json as Overview;
    const isTold = firings.some(({ deliveryCounts }) => deliveryCounts?.delivered === 1 && deliveryCounts.dead === 1);
    return processes.length >= 3 && segments.length === 1 && isTold && deadLetters.count === 1;
  });
}
