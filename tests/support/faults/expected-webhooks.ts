import {
  changesOf,
  compareSamples,
  type ExpectedFiring,
  type FiringFacts,
  firingOfChange,
  firingOfFacts,
  firingOfRun,
  isFor,
  type Subscriber as ModelSubscriber,
} from '../expected-firings.ts';

/** A refresh event in its native form, with the fields that these tests send. */
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

/** A subscriber with the path of its callback URL, which is unique. */
export interface Subscriber extends ModelSubscriber {
  readonly path: string;
}

/** One webhook that has to arrive: the path it goes to, and the firing it tells of. */
export interface ExpectedWebhook {
  readonly path: string;
  readonly firing: string;
}

/** The identity of the firing that a webhook's body tells of; the same for all subscribers. */
export function firingOfBody(body: string): string {
  const facts: FiringFacts = JSON.parse(body);
  return firingOfFacts(facts).identity;
}

/** The webhooks that these events must cause, whatever the order in which their messages are handled. */
export function expectedWebhooks(
  subscribers: readonly Subscriber[],
  events: { readonly runs: readonly RunEvent[]; readonly samples: readonly SampleEvent[] },
): ExpectedWebhook[] {
  const runs = events.runs.flatMap((run) => firingOfRun(run) ?? []);
  const firings = distinct([...runs, ...firingsOfSamples(events.samples)]);
  return subscribers.flatMap((subscriber) =>
    firings.filter((firing) => isFor(firing, subscriber)).map(({ identity }) => webhook(subscriber, identity)),
  );
}

function webhook({ path }: Subscriber, firing: string): ExpectedWebhook {
  return { path, firing };
}

function distinct(firings: readonly ExpectedFiring[]): ExpectedFiring[] {
  return [...new Map(firings.map((firing) => [firing.identity, firing])).values()];
}

/** The firings of each metric's changes, in the order of the samples' times. */
function firingsOfSamples(events: readonly SampleEvent[]): ExpectedFiring[] {
  const byMetric = Map.groupBy(events, ({ environmentId, name }) => `${environmentId} ${name}`);
  return [...byMetric.values()].flatMap((own) => {
    const samples = own.map((event) => ({ ...event, at: Date.parse(event.evaluatedAt) }));
    return changesOf(samples.toSorted(compareSamples)).map(({ sample, change }) =>
      firingOfChange(sample, change, sample.at),
    );
  });
}
