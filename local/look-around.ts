import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Flow, Step } from './recorded-day.ts';

/*
 * On the recorded day all flows are well. What an operator looks for is what went wrong, so that with `--serve` the day has an
 * aftermath of today: more flows, and a refresh that fails.
 */

const environmentId = '9b0a90d6-55ab-59bc-8d69-2d41c725fb8b';
const PATIENCE_MS = 60_000;
const runId = 'ba0ff23c-3d1c-5f0e-9a39-8a5f53e4d7ce';

const TURNED_OFF = {
  error: {
    code: 'WorkflowTriggerIsNotEnabled',
    message: "Could not execute workflow 'old' trigger 'When_it_fires' with state 'Disabled'.",
  },
};

const flow = (
  name: string,
  triggerType: string,
  parameters: Flow['parameters'] = {},
  refusal?: Flow['refusal'],
): Flow => ({
  flow: name,
  triggerType,
  parameters: { environmentId, ...parameters },
  expected: [],
  ...(refusal && { refusal }),
});

/** Flows that wait for a threshold, near or far, and flows that cannot be told. */
export const laterFlows: readonly Flow[] = [
  flow('Reward the next fifty', 'segment-threshold-crossed', { segment: 'high_value_customers', threshold: 1050 }),
  flow('Order gift boxes', 'segment-threshold-crossed', { segment: 'gift_buyers', threshold: 150 }),
  flow('Welcome gold members', 'segment-threshold-crossed', { segment: 'gold_members', threshold: 120 }),
  flow('Call the complaints team', 'measure-threshold-crossed', { measure: 'Open_Complaints', threshold: 20 }),
  flow('Greet the VIPs', 'segment-threshold-crossed', { segment: 'vip_customers', threshold: 10 }),
  flow('Old Teams channel', 'data-source-refresh-failed', {}, { status: 400, body: TURNED_OFF }),
  flow('Open a ticket', 'data-source-refresh-failed', { dataSource: 'crm-contacts' }, { status: 422, body: {} }),
  flow('Load the warehouse', 'full-refresh-completed', {}, { status: 503, body: {} }),
];

/** The events of the aftermath. @param now in milliseconds */
export function laterMessages(now: number): Step['messages'] {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const refresh = (eventId: string, startedAt: string, endedAt: string, event: object) => ({
    queue: 'refresh-status' as const,
    body: { eventId, environmentId, runId, submission: 'scheduled', startedAt, endedAt, ...event },
  });
  const metric = (eventId: string, metricType: string, name: string, displayName: string, value: number) => ({
    queue: 'metric-change' as const,
    body: { eventId, environmentId, metricType, name, displayName, value, evaluatedAt: ago(3), runId },
  });
  const error = { code: 'dataSourceRefreshTimeout', message: 'The refresh took longer than 30 minutes.' };
  return [
    refresh('today-1', ago(40), ago(9), {
      operation: 'ingestion',
      name: 'crm-contacts',
      displayName: 'CRM contacts',
      status: 'failed',
      error,
    }),
    refresh('today-2', ago(40), ago(2), {
      operation: 'all',
      status: 'completedWithWarnings',
      counts: { succeeded: 13, failed: 1, skipped: 1, canceled: 0, withWarnings: 0 },
    }),
    metric('today-3', 'segment', 'high_value_customers', 'High-value customers', 1012),
    metric('today-4', 'segment', 'gift_buyers', 'Gift buyers', 146),
    metric('today-5', 'measure', 'Open_Complaints', 'Open complaints', 17),
  ];
}

const overviewSchema = z.object({ subscriptions: z.object({ sick: z.array(z.unknown()) }) });

/** Waits until the console shows what the flows have refused. @throws after a minute */
export async function untilRefused(baseUrl: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  const refusing = laterFlows.filter(({ refusal }) => refusal).length;
  while (Date.now() < deadline) {
    const answer = await fetch(`${baseUrl}/api/environments/${environmentId}/overview`);
    const { subscriptions } = overviewSchema.parse(await answer.json());
    if (subscriptions.sick.length >= refusing) return;
    await sleep(100);
  }
  throw new Error(`the flows that cannot be told were not told within ${PATIENCE_MS / 1000} s`);
}
