import { expect } from '@jest/globals';
import { refreshEvent, sampleEvent } from '../event-builders.ts';
import { eventually } from '../eventually.ts';
import type { RunningApp } from '../running-app.ts';

/** The flow of the subscription `Teams alert`. */
export const FLOW_ID = '0a1b2c3d-0000-4000-8000-00000000000a';

interface Listed {
  readonly label: string;
  readonly status: string;
  readonly waitingCount: number;
}

/** What the receivers of the subscriptions answer: a run, that the flow is turned off, or that they are down. */
const ANSWERS = {
  'Teams alert': { status: 202, body: '' },
  'Night shift': {
    status: 400,
    body: JSON.stringify({
      error: {
        code: 'WorkflowTriggerIsNotEnabled',
        message: "Could not execute workflow trigger with state 'Disabled'.",
      },
    }),
  },
  Pager: { status: 503, body: '' },
} as const;

/** Sets how the receivers answer. Each test sets it again. */
export function answerByName({ receiver }: RunningApp): void {
  receiver.respondWith(({ path }, response) => {
    const name = decodeURIComponent(path.split(/[/?]/)[2] ?? '');
    const { status, body } = ANSWERS[name as keyof typeof ANSWERS] ?? ANSWERS['Teams alert'];
    response.writeHead(status, { 'content-type': 'application/json', 'x-ms-workflow-run-id': 'run-7' }).end(body);
  });
}

/** Five failures in a row open the circuit of a subscription. */
const FAILED_RUNS = 5;

/**
 * Fills the environment of a test with four subscriptions: `Teams alert`, which gets everything, `Night shift`, whose flow is off,
 * `Pager`, whose receiver is down, and `Mail owners`, which waits for a segment.
 */
export async function fillSubscriptions(running: RunningApp): Promise<void> {
  const { environmentId, receiver, app } = running;
  answerByName(running);
  const subscribe = (label: string, parameters: object = {}, headers = {}) => {
    const type = 'segment' in parameters ? 'segment-threshold-crossed' : 'data-source-refresh-failed';
    const callbackUrl = `${receiver.url}/${environmentId}/${encodeURIComponent(label)}?sig=hush`;
    return running.subscribe(type, { callbackUrl, label, ...parameters }, headers);
  };
  await Promise.all([
    subscribe('Teams alert', {}, { 'x-ms-workflow-name': FLOW_ID }),
    subscribe('Night shift', { dataSource: 'crm-contacts', language: 'sv' }),
    subscribe('Pager'),
    subscribe('Mail owners', { segment: 'high-value', threshold: 1000 }),
  ]);
  const fail = (...runs: number[]) =>
    app.queues.send('refresh-status', JSON.stringify(runs.map((run) => failedRun(environmentId, run))));
  await fail(...Array(FAILED_RUNS).keys());
  await app.queues.send(
    'metric-change',
    JSON.stringify(sampleEvent(820, { environmentId, displayName: 'High value' })),
  );
  const listed = async () => {
    const { status, json } = await app.call('GET', `/api/subscriptions?environmentId=${environmentId}`);
    expect(status).toBe(200);
    return new Map((json as { value: Listed[] }).value.map((one) => [one.label, one]));
  };
  await eventually('the name of the segment', async () =>
    (await app.call('GET', `/api/environments/${environmentId}/segments`)).text.includes('High value'),
  );
  // This costs the app nothing, unlike a look at the list.
  await running.arrivals(2 * FAILED_RUNS + 1);
  await eventually('one subscription dormant, and one failing', async () => {
    const all = await listed();
    return all.get('Night shift')?.status === 'dormant' && all.get('Pager')?.status === 'failing';
  });
  await fail(FAILED_RUNS);
  await eventually('a delivery that waits', async () => (await listed()).get('Pager')?.waitingCount === 1);
}

function failedRun(environmentId: string, run: number): object {
  return refreshEvent({
    environmentId,
    eventId: `e-${run}`,
    runId: `run-${run}`,
    displayName: 'CRM contacts',
    endedAt: new Date(Date.now() - (FAILED_RUNS - run) * 60_000).toISOString(),
  });
}
