import { compareOrder } from '../domain/decide-sample.ts';
import type { DomainEvent, MetricSample, Reading } from '../domain/events.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../domain/instant.ts';
import { type EventQueue, messageText, readMessage } from '../domain/read-message.ts';
import { allThrough } from './all-through.ts';
import { type Handled, handleRun } from './handle-run.ts';
import { handleSample } from './handle-sample.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from './layout.ts';
import { describeFaults } from './parse-request.ts';
import type { Deps } from './ports.ts';
import type { DeliveryRow } from './rows.ts';
import { untilCommitted } from './until-committed.ts';

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
  await allThrough([
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

type Unreadable = Extract<Reading, { kind: 'unreadable' }>;

/** At most so many rows change in one transaction; of parts of one message they are far below its 4 MiB. */
const LETTERS_PER_COMMIT = 100;
/** A reason may repeat a word of the event, and the event is in the same row, which holds 1 MiB. */
const MAX_REASON = 4_000;

/**
 * Keeps what can never be read, with the reason in words. The keys are the same at every delivery of the message. A message of
 * 48 KiB has room for 24,000 such items, so what they share is made once, and their rows go one transaction after another.
 */
async function keepUnreadable(
  deps: Deps,
  { queue, message, insertedAt }: Arrival,
  { readings, tally }: { readonly readings: readonly Reading[]; readonly tally: Tally },
): Promise<void> {
  const unreadable = readings.flatMap((reading, index) => (reading.kind === 'unreadable' ? [{ reading, index }] : []));
  if (unreadable.length === 0) return;
  const ofMessage = fingerprint(queue, messageText(message));
  const receivedAt = instantFromMilliseconds(deps.clock.now());
  for (let start = 0; start < unreadable.length; start += LETTERS_PER_COMMIT) {
    const letters = unreadable.slice(start, start + LETTERS_PER_COMMIT).map(({ reading, index }) => ({
      kind: 'put' as const,
      key: deadLetterKey(insertedAt, fingerprint(ofMessage, String(index))),
      data: { receivedAt, queue, ...letterOf(reading) },
    }));
    await untilCommitted(deps, () => deps.store.commit(EVENT_DEAD_LETTERS, letters));
    tally.deadLettered += letters.length;
  }
}

function letterOf({ code, faults, original }: Unreadable): { code: string; reason: string; original: string } {
  const { message } = describeFaults(faults);
  const reason = message.length > MAX_REASON ? `${message.slice(0, MAX_REASON - 1)}…` : message;
  return { code, reason, original: messageText(original) };
}
