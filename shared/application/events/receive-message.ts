import { compareOrder } from '../../domain/decide-sample.ts';
import type { DomainEvent, MetricSample } from '../../domain/events.ts';
import { readMessage } from '../../domain/read-message.ts';
import type { Deps } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { handleRun } from './handle-run.ts';
import { handleSample } from './handle-sample.ts';
import type { Handled } from './handled.ts';
import { type Arrival, keepUnreadable, type Tally } from './keep-unreadable.ts';

/**
 * Takes in one message of an event queue. Each of its events ends as fired, applied, duplicate, late, ignored or a dead
 * letter. A transient fault throws after the others have been handled, so that the host delivers the message again; what was
 * done already is then a duplicate.
 */
export async function receiveMessage(deps: Deps, arrival: Arrival): Promise<Tally> {
  const tally: Tally = { fires: 0, applied: 0, duplicate: 0, late: 0, deadLettered: 0, attempted: [], ignored: {} };
  const readings = readMessage(arrival.queue, arrival.message);
  const events = readings.flatMap((reading) => (reading.kind === 'event' ? [reading.event] : []));
  for (const reading of readings) if (reading.kind === 'ignored') countIgnored(tally, reading.reason);
  await settleAll([
    keepUnreadable(deps, arrival, { readings, tally }),
    ...topicsOf(events).map((ofTopic) => handleInOrder(deps, ofTopic, tally)),
  ]);
  return tally;
}

function countIgnored(tally: Tally, reason: string): void {
  tally.ignored[reason] = (tally.ignored[reason] ?? 0) + 1;
}

/** The events of each topic or process apart, since those of one share rows; samples in the order of their times. */
function topicsOf(events: readonly DomainEvent[]): DomainEvent[][] {
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

/** Decides one event after another, but sends for all of them at once. */
async function handleInOrder(deps: Deps, events: readonly DomainEvent[], tally: Tally): Promise<void> {
  const faults: unknown[] = [];
  const work: Promise<void>[] = [];
  try {
    for (const event of events) {
      const handled: Handled = isSample(event) ? await handleSample(deps, event) : await handleRun(deps, event);
      if (handled.outcome === 'ignored') countIgnored(tally, handled.reason ?? 'ignored');
      else tally[handled.outcome] += 1;
      if (!handled.work) continue;
      work.push(
        handled.work().then(
          (attempted) => void tally.attempted.push(...attempted),
          (fault) => void faults.push(fault),
        ),
      );
    }
  } finally {
    await Promise.all(work);
  }
  if (faults.length > 0) throw faults[0];
}
