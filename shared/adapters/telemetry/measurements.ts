import type { LogLine } from '../../contract/telemetry.ts';
import type { MetricName } from '../../contract/telemetry-metrics.ts';

/** One value of a metric. */
export interface Measurement {
  readonly metric: MetricName;
  readonly value: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What is measured of a log line. Ids and environments are no dimensions: there is no limit to them. */
export function measurementsOf(line: LogLine): Measurement[] {
  switch (line.name) {
    case 'EventsHandled':
      return eventCounts(line);
    case 'Firing':
      return [one('insight_triggers.firings', { triggerType: line.triggerType })];
    case 'Attempt':
      return attemptMeasurements(line);
    case 'DeadLetter':
      return [{ ...one('insight_triggers.dead_letters', pick(line, 'source', 'code')), value: line.items ?? 1 }];
    case 'SubscriptionChange':
      return [one('insight_triggers.subscription_changes', pick(line, 'triggerType', 'change'))];
    case 'OpenCircuits':
      return [measured('insight_triggers.circuits.open', line.circuits)];
    case 'QueueDepth':
      return [
        measured('insight_triggers.queue.depth', line.messages, { queue: line.queue }),
        measured('insight_triggers.queue.depth', line.poisonMessages, { queue: `${line.queue}-poison` }),
      ];
    case 'Sweep':
      return [measured('insight_triggers.work.oldest_due', line.oldestDueSeconds)];
    case 'SecretsResealed':
      return line.previous === undefined ? [] : [measured('insight_triggers.secrets.previous_key_rows', line.previous)];
    default:
      return [];
  }
}

type Line<N extends LogLine['name']> = Extract<LogLine, { name: N }>;

function eventCounts(line: Line<'EventsHandled'>): Measurement[] {
  const { queue, ignored } = line;
  const outcomes = (['fires', 'applied', 'duplicate', 'late', 'deadLettered'] as const).map((outcome) =>
    measured('insight_triggers.events', line[outcome], { queue, outcome }),
  );
  const reasons = Object.entries(ignored).map(([reason, count]) =>
    measured('insight_triggers.events', count, { queue, outcome: 'ignored', reason }),
  );
  return [...outcomes, ...reasons].filter(({ value }) => value > 0);
}

function attemptMeasurements(line: Line<'Attempt'>): Measurement[] {
  const { triggerType, outcome, reason, ageMilliseconds } = line;
  const attempt = one('insight_triggers.attempts', { triggerType, outcome, ...(reason && { reason }) });
  if (ageMilliseconds === undefined) return [attempt];
  return [attempt, measured('insight_triggers.delivery.age', ageMilliseconds, { triggerType })];
}

function one(metric: MetricName, dimensions: Measurement['dimensions']): Measurement {
  return measured(metric, 1, dimensions);
}

function measured(metric: MetricName, value: number, dimensions: Measurement['dimensions'] = {}): Measurement {
  return { metric, value, dimensions };
}

function pick<K extends string>(line: Readonly<Record<K, string>>, ...names: readonly K[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, line[name]]));
}
