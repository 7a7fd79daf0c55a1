import { compareOrder } from '../domain/decide-sample.ts';
import type { DomainEvent, MetricSample, Reading } from '../domain/events.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../domain/instant.ts';
import { type EventQueue, messageText, readMessage } from '../domain/read-message.ts';
import { type Handled, handleRun } from './handle-run.ts';
import { handleSample } from './handle-sample.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from './layout.ts';
import { describeFaults } from './parse-request.ts';
import type { Deps } from './ports.ts';
import type { DeliveryRow } from './rows.ts';

export interface Arrival {
  readonly queue: EventQueue;
  /** JSON as it was parsed, or the text that is no JSON. */
  readonly message: unknown;
  /** Milliseconds since the Unix epoch; the same at every delivery of the message. */
  readonly insertedAt: number;
}

/** How many events of a message ended how; `ignored` by reason. */
export interface Tally {
  fires: number;
  applied: number;
  duplicate: number;
  late: number;
  deadLettered: number;
  /** How the first attempts that were made here ended. */
  readonly attempted: DeliveryRow[];
  ignored: Record<string, number>;
}

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
  const results = await Promise.allSettled([
    ...readings.map((reading, index) => deadLetter(deps, arrival, { reading, index, tally })),
    ...topicsOf(events).map((ofTopic) => handleInOrder(deps, ofTopic, tally)),
  ]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
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

interface ReadItem {
  readonly reading: Reading;
  readonly index: number;
  readonly tally: Tally;
}

/** Keeps what can never be read, with the reason in words. Its key is the same at every delivery of the message. */
async function deadLetter(
  deps: Deps,
  { queue, message, insertedAt }: Arrival,
  { reading, index, tally }: ReadItem,
): Promise<void> {
  if (reading.kind !== 'unreadable') return;
  const { code, faults, original } = reading;
  const key = deadLetterKey(insertedAt, fingerprint(queue, messageText(message) ?? '', String(index)));
  const { message: reason } = describeFaults(faults);
  const receivedAt = instantFromMilliseconds(deps.clock.now());
  await deps.store.commit(EVENT_DEAD_LETTERS, [
    { kind: 'put', key, data: { code, reason, receivedAt, queue, original: messageText(original) ?? '' } },
  ]);
  tally.deadLettered += 1;
}
