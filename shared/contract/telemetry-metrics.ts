import type { LogLineName } from './telemetry.ts';

/*
 * In Application Insights the log lines are the metrics: a query counts and averages their fields. An OpenTelemetry collector
 * gets the metrics of this list, each of which is derived from one kind of log line.
 */

/** A metric: its kind and unit by OpenTelemetry, and the names of its dimensions. */
interface MetricDefinition {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly unit: string;
  readonly dimensions: readonly string[];
  readonly description: string;
  /** The log line that it is derived from. */
  readonly source: LogLineName;
}

/** The metrics by name, as an OpenTelemetry collector gets them. */
export const metrics = {
  'insight_triggers.events': {
    kind: 'counter',
    unit: '{event}',
    dimensions: ['queue', 'outcome', 'reason'],
    description: 'Events by outcome, ignored ones by reason.',
    source: 'EventsHandled',
  },
  'insight_triggers.firings': {
    kind: 'counter',
    unit: '{firing}',
    dimensions: ['triggerType'],
    description: 'Firings by trigger type.',
    source: 'Firing',
  },
  'insight_triggers.attempts': {
    kind: 'counter',
    unit: '{attempt}',
    dimensions: ['triggerType', 'outcome', 'reason'],
    description: 'Attempts by outcome and reason.',
    source: 'Attempt',
  },
  'insight_triggers.delivery.age': {
    kind: 'histogram',
    unit: 'ms',
    dimensions: ['triggerType'],
    description: 'From the arrival of an event to its delivery.',
    source: 'Attempt',
  },
  'insight_triggers.dead_letters': {
    kind: 'counter',
    unit: '{dead_letter}',
    dimensions: ['source', 'code'],
    description: 'Dead letters by code.',
    source: 'DeadLetter',
  },
  'insight_triggers.subscription_changes': {
    kind: 'counter',
    unit: '{change}',
    dimensions: ['triggerType', 'change'],
    description: 'Changes of subscriptions.',
    source: 'SubscriptionChange',
  },
  'insight_triggers.circuits.open': {
    kind: 'gauge',
    unit: '{circuit}',
    dimensions: [],
    description: 'Open circuits.',
    source: 'OpenCircuits',
  },
  'insight_triggers.queue.depth': {
    kind: 'gauge',
    unit: '{message}',
    dimensions: ['queue'],
    description: 'Messages of each queue, and of each poison queue under the name with -poison.',
    source: 'QueueDepth',
  },
  'insight_triggers.work.oldest_due': {
    kind: 'gauge',
    unit: 's',
    dimensions: [],
    description: 'How long the oldest overdue work had been due for the sweeper; 0 without any.',
    source: 'Sweep',
  },
  'insight_triggers.secrets.previous_key_rows': {
    kind: 'gauge',
    unit: '{row}',
    dimensions: [],
    description: 'Subscriptions whose secrets another key than the first still holds.',
    source: 'SecretsResealed',
  },
} as const satisfies Record<string, MetricDefinition>;

/** The name of a metric. */
export type MetricName = keyof typeof metrics;
