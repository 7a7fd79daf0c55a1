import { decideRun } from '../../domain/decide-run.ts';
import { compareOrder } from '../../domain/decide-sample.ts';
import type { MetricSample, Reading, RefreshRun } from '../../domain/events.ts';
import { displayInstant } from '../../domain/instant.ts';
import { isFinished as isFinishedRun } from '../../domain/operations.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { metricTopic, runTopic } from '../../domain/topic.ts';
import { RequestError } from '../errors.ts';
import { firedRunKey } from '../events/handle-run.ts';
import { readEventText } from '../events/publish-events.ts';
import type { Deps } from '../ports.ts';
import { environmentPartition, firingGroup, firingKey, firingsRange, stateKey } from '../store/keys.ts';
import { readAll, readRow } from '../store/read-rows.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';
import { type FiringRow, firingRow, runRow, type StateRow, stateRow } from '../store/rows.ts';
import { describeFaults } from '../validate.ts';
import { type DeliveryExplanation, explainDelivery } from './explain-delivery.ts';

/**
 * What became of an event. `fired`: the firing tells the rest. `not-seen`: no such event has been handled, or too long ago.
 * `passed`: it was handled, or came too late, and fired nothing.
 */
interface EventExplanation {
  readonly eventId?: string;
  readonly outcome: 'fired' | 'passed' | 'not-seen' | 'ignored' | 'dead-letter';
  readonly reason: string;
  readonly firingId?: string;
  /** Why the subscription that was asked for did or did not get it. */
  readonly delivery?: DeliveryExplanation;
}

interface Question {
  readonly queue: EventQueue;
  /** What one queue message may hold. */
  readonly text: string;
  readonly subscriptionId?: string | undefined;
}

/** Tells of each event of a message what became of it, from what is stored now; changes nothing. */
export async function explainEvents(deps: Deps, { queue, text, subscriptionId }: Question) {
  const subscription = subscriptionId === undefined ? undefined : subscriptionOf(subscriptionId);
  const readings = readEventText(queue, text);
  const sources = sourcesOf(deps);
  return { value: await Promise.all(readings.map((reading) => explain(sources, reading, subscription))) };
}

interface Topic {
  readonly partition: string;
  readonly topic: string;
}

/** What is stored; of a metric it is read once, as a message may hold hundreds of its samples, and it hundreds of firings. */
interface Sources {
  readonly deps: Deps;
  readonly baselineOf: (place: Topic) => Promise<StateRow['baseline']>;
  readonly firingsOf: (place: Topic) => Promise<FiringRow[]>;
}

function sourcesOf(deps: Deps): Sources {
  return {
    deps,
    baselineOf: oncePerTopic(async ({ partition, topic }) => {
      const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
      return state?.data.baseline;
    }),
    firingsOf: oncePerTopic(async ({ partition, topic }) => {
      const rows = await readAll(deps.store, { partition, range: firingsRange(topic) }, firingRow);
      return rows.map(({ data }) => data);
    }),
  };
}

function oncePerTopic<T>(read: (place: Topic) => Promise<T>): typeof read {
  const known = new Map<string, Promise<T>>();
  return (place) => {
    const name = `${place.partition}.${place.topic}`;
    const found = known.get(name) ?? read(place);
    known.set(name, found);
    return found;
  };
}

function subscriptionOf(id: string): SubscriptionAddress {
  try {
    return subscriptionAddress(id);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(400, { code: 'invalid-request', message: error.message, target: 'subscriptionId' });
  }
}

async function explain(
  sources: Sources,
  reading: Reading,
  subscription: SubscriptionAddress | undefined,
): Promise<EventExplanation> {
  if (reading.kind === 'ignored') return { outcome: 'ignored', reason: ignoredReason(reading.reason) };
  if (reading.kind === 'unreadable') {
    return { outcome: 'dead-letter', reason: `it cannot be read: ${describeFaults(reading.faults).message}` };
  }
  const { event } = reading;
  const { firing, ...found } = await (event.kind === 'refresh-run'
    ? explainRun(sources.deps, event)
    : explainSample(sources, event));
  const explanation = { eventId: event.eventId, ...found, ...(firing && { firingId: firing.id }) };
  if (!firing || !subscription) return explanation;
  return { ...explanation, delivery: await explainDelivery(sources.deps, firing, subscription) };
}

type Found = Pick<EventExplanation, 'outcome' | 'reason'> & { readonly firing?: FiringRow | undefined };

const NOT_SEEN = 'no such event has been handled yet, or it was so long ago that its rows have left';

async function explainRun(deps: Deps, run: RefreshRun): Promise<Found> {
  const decision = decideRun(run);
  if (decision.outcome === 'ignored') {
    const kept =
      run.endedAt && isFinishedRun(run.status) && run.status !== 'deleted'
        ? '; how it ended is for the status report'
        : '';
    return { outcome: 'ignored', reason: `${ignoredReason(decision.reason)}${kept}` };
  }
  const partition = environmentPartition(run.environmentId);
  const { triggerType } = decision;
  const topic = runTopic(triggerType);
  const seen = await readRow(deps.store, { partition, key: firedRunKey(topic, triggerType, run) }, runRow);
  if (!seen) return { outcome: 'not-seen', reason: NOT_SEEN };
  const key = firingKey(topic, firingGroup(seen.data.sequence));
  const firing = (await readRow(deps.store, { partition, key }, firingRow))?.data;
  return { outcome: 'fired', reason: `the run has fired ${triggerType}, once for all reports of it`, firing };
}

async function explainSample(sources: Sources, sample: MetricSample): Promise<Found> {
  const place = {
    partition: environmentPartition(sample.environmentId),
    topic: metricTopic(sample.metricType, sample.name),
  };
  const baseline = await sources.baselineOf(place);
  const order = baseline ? compareOrder(sample, baseline) : 1;
  if (!baseline || order > 0) return { outcome: 'not-seen', reason: NOT_SEEN };
  const firing = (await sources.firingsOf(place)).find((one) => isOf(one, sample));
  if (firing) return { outcome: 'fired', reason: `the value rose to ${sample.value} and crossed a threshold`, firing };
  if (order === 0) return baseline.fired === undefined ? APPLIED : RETIRED;
  const last = `${baseline.value} of ${displayInstant(baseline.evaluatedAt)}`;
  return {
    outcome: 'passed',
    reason: `the metric is at ${last}, and no firing of this one is kept: it crossed no threshold that was subscribed to then, came too late, never came, or its firing has left with the retention`,
  };
}

const APPLIED: Found = {
  outcome: 'passed',
  reason: 'it applied, and crossed no threshold that was subscribed to then',
};

const RETIRED: Found = { outcome: 'fired', reason: 'it crossed a threshold; the firing has left with the retention' };

function isOf({ occurredAt, eventId }: FiringRow, sample: MetricSample): boolean {
  return occurredAt === sample.evaluatedAt && eventId === sample.eventId;
}

const IGNORED: Readonly<Record<string, string>> = {
  'operation-not-known': 'its operation is not one that is known',
  'operation-without-trigger': 'no trigger is about its operation',
  'other-phase': 'another record of the same run is the one that counts',
  'not-a-workflow-event': 'it is a diagnostic record of another kind',
  'measure-with-dimensions': 'a measure with dimensions has no single value',
  'not-finished': 'the run has not ended',
  canceled: 'a canceled run fires nothing',
  skipped: 'a skipped run fires nothing',
  deleted: 'a deleted run fires nothing',
};

function ignoredReason(code: string): string {
  return IGNORED[code] ?? code;
}
