import type { EventExplanation, ExplainedAnswer } from '../../contract/operator-answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { ignoredPhrase } from '../../domain/code-phrase.ts';
import type { DomainEvent, Reading } from '../../domain/events.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { chunks } from '../chunks.ts';
import { readEventText } from '../events/publish-events.ts';
import type { Deps } from '../ports.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { explainDelivery } from './explain-delivery.ts';
import { explainRun } from './explain-run.ts';
import { explainSample } from './explain-sample.ts';
import { explained } from './explained.ts';
import type { Finding } from './finding.ts';
import { createMetricReader, EVENTS_AT_ONCE, type MetricReader } from './metric-reader.ts';
import { namedSubscription } from './subscription-filter.ts';

interface Question {
  readonly queue: EventQueue;
  /** The text of one queue message. */
  readonly text: string;
  readonly subscriptionId?: string | undefined;
}

/** Hardly a message has more readable events. Of numbers and empty lists it has room for thousands. */
const MOST_EXPLAINED = 500;

/**
 * Explains what became of each event of a message, from what is stored now. Changes nothing. `more` counts the items of the
 * message that come after those that are explained.
 *
 * @throws RequestError 400 or 413 for a text that cannot be a message, or a malformed subscription id
 */
export async function explainEvents(deps: Deps, { queue, text, subscriptionId }: Question): Promise<ExplainedAnswer> {
  const subscription = subscriptionId === undefined ? undefined : namedSubscription(subscriptionId);
  const readings = readEventText(deps, queue, text);
  const context = { deps, reader: createMetricReader(deps), subscription };
  const value: EventExplanation[] = [];
  for (const some of chunks(readings.slice(0, MOST_EXPLAINED), EVENTS_AT_ONCE))
    value.push(...(await Promise.all(some.map((reading) => explainReading(context, reading)))));
  const more = readings.length - value.length;
  return { value, ...(more > 0 && { more }) };
}

interface Context {
  readonly deps: Deps;
  readonly reader: MetricReader;
  readonly subscription: SubscriptionAddress | undefined;
}

async function explainReading(context: Context, reading: Reading): Promise<EventExplanation> {
  if (reading.kind === 'ignored')
    return { outcome: 'ignored', ...explained(ignoredPhrase(reading.reason, reading.value), reading.reason) };
  if (reading.kind === 'event') return explainEvent(context, reading.event);
  const faults = phrase('explain.unreadable', { faults: reading.faults });
  return { outcome: 'dead-letter', ...explained(faults, reading.code) };
}

async function explainEvent(context: Context, event: DomainEvent): Promise<EventExplanation> {
  const { deps, subscription } = context;
  const { firing, outcome, reason, code } = await findingOf(context, event);
  const explanation = {
    eventId: event.eventId,
    outcome,
    ...explained(reason, code),
    ...(firing && { firingId: firing.id }),
  };
  if (!firing || !subscription) return explanation;
  return { ...explanation, delivery: await explainDelivery(deps, firing, subscription) };
}

function findingOf({ deps, reader }: Context, event: DomainEvent): Promise<Finding> {
  return event.kind === 'refresh-run' ? explainRun(deps, event) : explainSample(reader, event);
}
