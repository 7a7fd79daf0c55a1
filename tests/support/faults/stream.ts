import type { SeededRandom } from '../seeded-random.ts';
import {
  type ExpectedWebhook,
  expectedWebhooks,
  type RunEvent,
  type SampleEvent,
  type Subscriber,
} from './expected-webhooks.ts';

/** One queue message with its events. */
export interface Message {
  readonly queue: 'refresh-status' | 'metric-change';
  readonly events: readonly (RunEvent | SampleEvent)[];
}

/** Subscribers, messages, and the webhooks that must arrive in any order and with any repetition of the messages. */
export interface Stream {
  readonly subscribers: readonly Subscriber[];
  readonly messages: readonly Message[];
  readonly expected: readonly ExpectedWebhook[];
}

const SOURCES = ['crm-contacts', 'web-shop', 'loyalty'];
const THRESHOLD = 1000;

/**
 * Plans about `eventCount` events of one environment. Half are runs, some of which fire nothing. The others are samples of
 * segments: walks, each in one message and out of order, and pairs in two messages, where the second sample brings the value
 * of the first. A sixth of the messages is sent twice.
 */
export function planStream(random: SeededRandom, environmentId: string, eventCount: number): Stream {
  const runs = Array.from({ length: Math.round(eventCount / 2) }, (_, index) => runEvent(random, environmentId, index));
  const walks = Array.from({ length: Math.ceil(eventCount / 20) }, (_, index) =>
    walk(random, `walk-${index}`, { environmentId, steps: random.between(4, 8) }),
  );
  const pairs = Array.from({ length: Math.ceil(eventCount / 20) }, (_, index) =>
    pair(random, `pair-${index}`, environmentId),
  );
  const once: Message[] = [
    ...inMessages(random, runs),
    ...walks.map((samples): Message => ({ queue: 'metric-change', events: random.shuffled(samples) })),
    ...pairs.flat().map((sample): Message => ({ queue: 'metric-change', events: [sample] })),
  ];
  const repeated = once.filter(() => random.next() < 1 / 6);
  const subscribers = subscribersOf(
    environmentId,
    [...walks, ...pairs].map(([first]) => first?.name ?? ''),
  );
  return {
    subscribers,
    messages: random.shuffled([...once, ...repeated]),
    expected: expectedWebhooks(subscribers, { runs, samples: [...walks, ...pairs].flat() }),
  };
}

function runEvent(random: SeededRandom, environmentId: string, index: number): RunEvent {
  const operation = random.pick(['ingestion', 'ingestion', 'all', 'merge'] as const);
  return {
    eventId: `e-${index}`,
    environmentId,
    operation,
    status: random.pick(['succeeded', 'failed', 'succeeded', 'failed', 'running', 'canceled'] as const),
    runId: `job-${index}`,
    submission: random.pick(['scheduled', 'manual'] as const),
    endedAt: timeOf(index),
    ...(operation === 'ingestion' && { name: random.pick(SOURCES) }),
  };
}

/** Most messages hold one event, some an array of up to five. */
function inMessages(random: SeededRandom, runs: readonly RunEvent[]): Message[] {
  const messages: Message[] = [];
  for (let start = 0; start < runs.length; ) {
    const count = random.next() < 0.8 ? 1 : random.between(2, 5);
    messages.push({ queue: 'refresh-status', events: runs.slice(start, start + count) });
    start += count;
  }
  return messages;
}

/** Samples of one segment that move up and down across the threshold, sometimes exactly onto it. */
export function walk(
  random: SeededRandom,
  name: string,
  { environmentId, steps, from = 0 }: { environmentId: string; steps: number; from?: number },
): SampleEvent[] {
  return Array.from({ length: steps }, (_, index) => ({
    ...sampleEvent(name, { environmentId, step: from + index }),
    value: random.pick([THRESHOLD - 500, THRESHOLD, THRESHOLD + 1, THRESHOLD + 500, THRESHOLD - 1]),
  }));
}

function pair(random: SeededRandom, name: string, environmentId: string): SampleEvent[] {
  const low = random.between(THRESHOLD - 10, THRESHOLD);
  const high = random.between(THRESHOLD, THRESHOLD + 10);
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
    { triggerType: 'data-source-refresh-failed', parameters: {} },
    { triggerType: 'data-source-refresh-failed', parameters: { dataSource: 'web-shop' } },
    { triggerType: 'data-source-refresh-succeeded', parameters: {} },
    { triggerType: 'full-refresh-completed', parameters: {} },
    { triggerType: 'full-refresh-completed', parameters: { submission: 'manual', outcome: 'failed' } },
    { triggerType: 'unification-refresh-completed', parameters: { outcome: 'succeeded' } },
  ] as const;
  const metrics = segments.flatMap((segment) => [crossing(segment, THRESHOLD), crossing(segment, THRESHOLD + 1)]);
  return [...runs, ...metrics].map((one, index) => ({ ...one, environmentId, path: `/${environmentId}/${index}` }));
}

/** The trigger type and parameters of a subscription to one segment. */
export function crossing(segment: string, threshold: number) {
  return { triggerType: 'segment-threshold-crossed' as const, parameters: { segment, threshold } };
}
