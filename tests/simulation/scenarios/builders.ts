import type { BadEvent, RunEvent, SampleEvent, Subscription, Timed } from '../engine/scenario.ts';

const ENVIRONMENT = 'contoso';

/** A failed ingestion run, unless the parts say otherwise. */
export const run = (more: Partial<RunEvent> = {}): RunEvent => ({
  kind: 'run',
  environment: ENVIRONMENT,
  operation: 'ingestion',
  status: 'failed',
  runId: 'job-7',
  name: 'crm',
  ...more,
});

/** A sample of a measure at a minute. */
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

/** An event that can never be read. */
export const bad: BadEvent = { kind: 'bad' };

/** Posts one message with these runs, in as many copies. */
export const postRuns = (at: number, events: RunEvent[], copies = 1): Timed => ({
  at,
  do: 'post',
  message: { queue: 'refresh-status', events, copies },
});

/** Posts one message with a failed run for each job number. */
export const postFailures = (at: number, ...jobs: readonly number[]): Timed =>
  postRuns(
    at,
    jobs.map((job) => run({ runId: `job-${job}` })),
  );

/** Posts one message with these samples, in as many copies. */
export const postSamples = (at: number, events: (SampleEvent | BadEvent)[], copies = 1): Timed => ({
  at,
  do: 'post',
  message: { queue: 'metric-change', events, copies },
});

/** A subscription to failed ingestion runs, with a callback of this name. */
export const onFailure = (name: string, more: Partial<Subscription> = {}): Subscription => ({
  triggerType: 'data-source-refresh-failed',
  environment: ENVIRONMENT,
  url: `https://flow.example/${name}`,
  ...more,
});

/** A subscription to a threshold of the measure `revenue`. */
export const onRevenue = (threshold: number, more: Partial<Subscription> = {}): Subscription => ({
  triggerType: 'measure-threshold-crossed',
  environment: ENVIRONMENT,
  url: `https://flow.example/above-${threshold}`,
  parameters: { measure: 'revenue', threshold },
  ...more,
});

/** Subscriptions to failed ingestion runs: `n0`, `n1` and so on. */
export const many = (count: number): Subscription[] =>
  Array.from({ length: count }, (_, index) => onFailure(`n${index}`));
/** The callback URL of this name. */
export const url = (name: string) => `https://flow.example/${name}`;
