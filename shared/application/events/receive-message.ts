import type { DomainEvent, MetricSample } from '../../domain/events.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { readMessage } from '../../domain/read-message.ts';
import { compareOrder } from '../../domain/sample-order.ts';
import type { Deps } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { settleWithin } from '../settle-within.ts';
import { handleRun } from './handle-run.ts';
import { handleSample } from './handle-sample.ts';
import { type Arrival, keepUnreadable } from './keep-unreadable.ts';
import { countHandled, countReadings, emptyTally, type Tally } from './tally.ts';

/**
 * Handles one message of an event queue. Each of its events ends as fired, applied, duplicate, late, ignored or a dead letter.
 *
 * @throws a transient fault, after the other events have been handled; the host then delivers the message again, and what was
 * done already is a duplicate
 */
export async function receiveMessage(deps: Deps, arrival: Arrival): Promise<Tally> {
  const readings = readMessage(arrival.queue, arrival.message, arrival.insertedAt);
  const tally = emptyTally();
  countReadings(tally, readings);
  const arrivedAt = instantFromMilliseconds(arrival.insertedAt);
  const events = readings.flatMap((reading) => (reading.kind === 'event' ? [{ ...reading.event, arrivedAt }] : []));
  const groups = groupByTopic(events).map((group) => handleInOrder(deps, group, tally));
  const unreadable = readings.flatMap((reading, index) => (reading.kind === 'unreadable' ? [{ reading, index }] : []));
  const [deadLettered = 0] = await settleAll([
    keepUnreadable(deps, arrival, unreadable),
    ...groups.map((group) => group.then(() => 0)),
  ]);
  tally.deadLettered = deadLettered;
  return tally;
}

/** Events of one topic or process share rows, so they are handled one after another; samples in the order of their times. */
function groupByTopic(events: readonly DomainEvent[]): DomainEvent[][] {
  const groups = Map.groupBy(events, topicName);
  return [...groups.values()].map((group) => (group.every(isSample) ? group.toSorted(compareOrder) : group));
}

function topicName(event: DomainEvent): string {
  const topic = isSample(event) ? [event.metricType, event.name] : [event.process];
  return JSON.stringify([event.environmentId, ...topic]);
}

function isSample(event: DomainEvent): event is MetricSample {
  return event.kind === 'metric-sample';
}

/** Decides one event after another, and makes their first attempts at the same time. */
async function handleInOrder(deps: Deps, events: readonly DomainEvent[], tally: Tally): Promise<void> {
  const attempts: Promise<void>[] = [];
  try {
    for (const event of events) {
      const handled = isSample(event) ? await handleSample(deps, event) : await handleRun(deps, event);
      countHandled(tally, handled);
      if (handled.attempts) attempts.push(handled.attempts);
    }
  } finally {
    await settleWithin(deps.clock, attempts);
  }
}
