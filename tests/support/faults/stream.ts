import type { Chance } from './chance.ts';
import { type Expected, expectedOf, type RunEvent, type SampleEvent, type Subscriber } from './model.ts';

export interface Message {
  readonly queue: 'refresh-status' | 'metric-change';
  readonly events: readonly (RunEvent | SampleEvent)[];
}

/** Who listens, what is sent and what has to arrive, whatever the order of the messages and however often each comes. */
export interface Stream {
  readonly subscribers: readonly Subscriber[];
  readonly messages: readonly Message[];
  readonly expected: readonly Expected[];
}

const SOURCES = ['crm-contacts', 'web-shop', 'loyalty'];
const THRESHOLD = 1000;

/**
 * About so many events of one environment: runs, some of which never fire; segments whose whole walk is one message, out of
 * order; and pairs of samples apart, the later of which brings the value before it. A sixth of the messages comes twice.
 */
export function planStream(chance: Chance, environmentId: string, eventCount: number): Stream {
  const runs = Array.from({ length: Math.round(eventCount / 2) }, (_, index) => runEvent(chance, environmentId, index));
  const walks = Array.from({ length: Math.ceil(eventCount / 20) }, (_, index) =>
    walk(chance, `walk-${index}`, { environmentId, steps: chance.between(4, 8) }),
  );
  const pairs = Array.from({ length: Math.ceil(eventCount / 20) }, (_, index) =>
    pair(chance, `pair-${index}`, environmentId),
  );
  const once: Message[] = [
    ...inMessages(chance, runs),
    ...walks.map((samples): Message => ({ queue: 'metric-change', events: chance.shuffled(samples) })),
    ...pairs.flat().map((sample): Message => ({ queue: 'metric-change', events: [sample] })),
  ];
  const again = once.filter(() => chance.next() < 1 / 6);
  const subscribers = subscribersOf(
    environmentId,
    [...walks, ...pairs].map(([first]) => first?.name ?? ''),
  );
  return {
    subscribers,
    messages: chance.shuffled([...once, ...again]),
    expected: expectedOf(subscribers, { runs, samples: [...walks, ...pairs].flat() }),
  };
}

function runEvent(chance: Chance, environmentId: string, index: number): RunEvent {
  const operation = chance.pick(['ingestion', 'ingestion', 'all', 'merge'] as const);
  return {
    eventId: `e-${index}`,
    environmentId,
    operation,
    status: chance.pick(['succeeded', 'failed', 'succeeded', 'failed', 'running', 'canceled'] as const),
    runId: `job-${index}`,
    submission: chance.pick(['scheduled', 'manual'] as const),
    endedAt: timeOf(index),
    ...(operation === 'ingestion' && { name: chance.pick(SOURCES) }),
  };
}

/** Mostly one in each message, sometimes an array of a few. */
function inMessages(chance: Chance, runs: readonly RunEvent[]): Message[] {
  const messages: Message[] = [];
  for (let start = 0; start < runs.length; ) {
    const count = chance.next() < 0.8 ? 1 : chance.between(2, 5);
    messages.push({ queue: 'refresh-status', events: runs.slice(start, start + count) });
    start += count;
  }
  return messages;
}

/** Up and down across the threshold, now and then exactly onto it. */
export function walk(
  chance: Chance,
  name: string,
  { environmentId, steps, from = 0 }: { environmentId: string; steps: number; from?: number },
): SampleEvent[] {
  return Array.from({ length: steps }, (_, index) => ({
    ...sampleEvent(name, { environmentId, step: from + index }),
    value: chance.pick([THRESHOLD - 500, THRESHOLD, THRESHOLD + 1, THRESHOLD + 500, THRESHOLD - 1]),
  }));
}

function pair(chance: Chance, name: string, environmentId: string): SampleEvent[] {
  const low = chance.between(THRESHOLD - 10, THRESHOLD);
  const high = chance.between(THRESHOLD, THRESHOLD + 10);
  return [
    { ...sampleEvent(name, { environmentId, step: 0 }), value: low },
    { ...sampleEvent(name, { environmentId, step: 1 }), value: high, previousValue: low },
  ];
}

function sampleEvent(name: string, { environmentId, step }: { environmentId: string; step: number }) {
  const order = { eventId: `m-${name}-${step}`, evaluatedAt: timeOf(step) };
  return { ...order, environmentId, metricType: 'segment' as const, name };
}

function timeOf(minute: number): string {
  return new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString();
}

function subscribersOf(environmentId: string, segments: readonly string[]): Subscriber[] {
  const runs = [
    { type: 'data-source-refresh-failed', parameters: {} },
    { type: 'data-source-refresh-failed', parameters: { dataSource: 'web-shop' } },
    { type: 'data-source-refresh-succeeded', parameters: {} },
    { type: 'full-refresh-completed', parameters: {} },
    { type: 'full-refresh-completed', parameters: { submission: 'manual', outcome: 'failed' } },
    { type: 'unification-refresh-completed', parameters: { outcome: 'succeeded' } },
  ] as const;
  const metrics = segments.flatMap((segment) => [crossing(segment, THRESHOLD), crossing(segment, THRESHOLD + 1)]);
  return [...runs, ...metrics].map((one, index) => ({ ...one, environmentId, path: `/${environmentId}/${index}` }));
}

export function crossing(segment: string, threshold: number) {
  return { type: 'segment-threshold-crossed' as const, parameters: { segment, threshold } };
}
