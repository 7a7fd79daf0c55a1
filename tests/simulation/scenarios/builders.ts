import type { BadEvent, RunEvent, SampleEvent, Subscription, Timed } from '../engine/scenario.ts';

const ENVIRONMENT = 'contoso';

export const run = (more: Partial<RunEvent> = {}): RunEvent => ({
  kind: 'run',
  environment: ENVIRONMENT,
  operation: 'ingestion',
  status: 'failed',
  runId: 'job-7',
  name: 'crm',
  ...more,
});

export const sample = (minute: number, value: number, more: Partial<SampleEvent> = {}): SampleEvent => ({
  kind: 'sample',
  environment: ENVIRONMENT,
  metricType: 'measure',
  name: 'revenue',
  value,
  minute,
  id: `m-${minute}`,
  ...more,
});

export const bad: BadEvent = { kind: 'bad' };

export const postRuns = (at: number, events: RunEvent[], copies = 1): Timed => ({
  at,
  do: 'post',
  message: { queue: 'refresh-status', events, copies },
});

/** One message with a failed run for each number. */
export const postFailures = (at: number, ...jobs: readonly number[]): Timed =>
  postRuns(
    at,
    jobs.map((job) => run({ runId: `job-${job}` })),
  );

export const postSamples = (at: number, events: (SampleEvent | BadEvent)[], copies = 1): Timed => ({
  at,
  do: 'post',
  message: { queue: 'metric-change', events, copies },
});

export const onFailure = (name: string, more: Partial<Subscription> = {}): Subscription => ({
  triggerType: 'data-source-refresh-failed',
  environment: ENVIRONMENT,
  url: `https://flow.example/${name}`,
  ...more,
});

export const onRevenue = (threshold: number, more: Partial<Subscription> = {}): Subscription => ({
  triggerType: 'measure-threshold-crossed',
  environment: ENVIRONMENT,
  url: `https://flow.example/above-${threshold}`,
  parameters: { measure: 'revenue', threshold },
  ...more,
});

export const many = (count: number): Subscription[] =>
  Array.from({ length: count }, (_, index) => onFailure(`n${index}`));
export const url = (name: string) => `https://flow.example/${name}`;
