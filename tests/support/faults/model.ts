import type { TriggerType } from '../../../shared/contract/trigger-types.ts';

/** A refresh event in its native form, as far as it is sent here. */
export interface RunEvent {
  readonly eventId: string;
  readonly environmentId: string;
  readonly operation: 'ingestion' | 'all' | 'merge';
  readonly status: 'succeeded' | 'failed' | 'running' | 'canceled';
  readonly runId: string;
  readonly name?: string;
  readonly submission?: 'scheduled' | 'manual';
  readonly endedAt: string;
}

/** A metric event in its native form. */
export interface SampleEvent {
  readonly eventId: string;
  readonly environmentId: string;
  readonly metricType: 'segment';
  readonly name: string;
  readonly value: number;
  readonly previousValue?: number;
  readonly evaluatedAt: string;
}

export interface Subscriber {
  /** Where its webhooks arrive: no two have the same. */
  readonly path: string;
  readonly environmentId: string;
  readonly type: TriggerType;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** One webhook that has to arrive: at whom, and for what. */
export interface Expected {
  readonly path: string;
  readonly occasion: string;
}

/** What a webhook is about, as its body says; the same for all subscribers of one firing. */
export function occasionOf(body: Readonly<Record<string, unknown>>): string {
  const { environmentId, triggerType, segmentName, evaluatedAt, dataSourceName, runId } = body;
  const about = segmentName === undefined ? [dataSourceName ?? '', runId] : [segmentName, instant(evaluatedAt)];
  return [environmentId, triggerType, ...about].join(' ');
}

/**
 * What these events have to bring about, by the contract's words and by nothing of the app: each finished run once, and each
 * rise of a segment from at or below a threshold to above it, taken in the order of their times.
 */
export function expectedOf(
  subscribers: readonly Subscriber[],
  events: { readonly runs: readonly RunEvent[]; readonly samples: readonly SampleEvent[] },
): Expected[] {
  const all = subscribers.flatMap((subscriber) => [
    ...events.runs
      .filter((run) => concernsRun(subscriber, run))
      .map((run) => [subscriber, occasionOfRun(run)] as const),
    ...crossings(subscriber, events.samples).map((sample) => [subscriber, occasionOfSample(sample)] as const),
  ]);
  const distinct = new Map(all.map(([{ path }, occasion]) => [`${path} ${occasion}`, { path, occasion }]));
  return [...distinct.values()];
}

function typeOfRun({ operation, status }: RunEvent): TriggerType | undefined {
  if (status !== 'succeeded' && status !== 'failed') return undefined;
  if (operation === 'all') return 'full-refresh-completed';
  return operation === 'merge' ? 'unification-refresh-completed' : `data-source-refresh-${status}`;
}

function concernsRun({ environmentId, type, parameters }: Subscriber, run: RunEvent): boolean {
  if (environmentId !== run.environmentId || type !== typeOfRun(run)) return false;
  const { dataSource = run.name, outcome = 'any', submission = 'any' } = parameters;
  return (
    dataSource === run.name &&
    ['any', run.status].includes(`${outcome}`) &&
    ['any', run.submission].includes(`${submission}`)
  );
}

function crossings({ environmentId, type, parameters }: Subscriber, samples: readonly SampleEvent[]): SampleEvent[] {
  if (type !== 'segment-threshold-crossed') return [];
  const own = samples
    .filter((sample) => sample.environmentId === environmentId && sample.name === parameters.segment)
    .toSorted((a, b) => (a.evaluatedAt < b.evaluatedAt ? -1 : 1));
  const threshold = Number(parameters.threshold);
  return own.filter((sample, index) => {
    const previous = own.slice(0, index).findLast(({ evaluatedAt }) => evaluatedAt < sample.evaluatedAt);
    const from = previous?.value ?? sample.previousValue;
    return from !== undefined && from <= threshold && threshold < sample.value;
  });
}

function occasionOfRun(run: RunEvent): string {
  const { environmentId, name = '', runId } = run;
  return [environmentId, typeOfRun(run), name, runId].join(' ');
}

function occasionOfSample({ environmentId, name, evaluatedAt }: SampleEvent): string {
  return [environmentId, 'segment-threshold-crossed', name, instant(evaluatedAt)].join(' ');
}

function instant(time: unknown): string {
  return new Date(String(time)).toISOString();
}
