import type { Settings } from '../../../shared/application/settings.ts';
import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import type { EventQueue } from '../../../shared/domain/read-message.ts';
import type { Receiver } from './receivers.ts';
import type { Surroundings } from './surroundings.ts';

/** An event about a refresh run. */
export interface RunEvent {
  readonly kind: 'run';
  readonly environment: string;
  readonly operation: 'ingestion' | 'merge' | 'all' | 'map';
  readonly status: 'failed' | 'succeeded' | 'succeededWithWarnings' | 'running' | 'canceled';
  readonly runId: string;
  readonly name?: string;
  readonly submission?: 'scheduled' | 'manual';
  /** The event has the format of a diagnostic record, not the native one. */
  readonly isRecord?: boolean;
}

/** An event about a new value of a metric. */
export interface SampleEvent {
  readonly kind: 'sample';
  readonly environment: string;
  readonly metricType: 'segment' | 'measure';
  readonly name: string;
  readonly value: number;
  readonly previousValue?: number;
  /** The minute of the evaluation, from 0 to 59. */
  readonly minute: number;
  readonly id: string;
}

/** An event that the application can never read. */
export interface BadEvent {
  readonly kind: 'bad';
}

/** An event that a scenario posts. */
export type SimulatedEvent = RunEvent | SampleEvent | BadEvent;

/** A message that a scenario posts to an event queue. */
export interface EventMessage {
  readonly queue: EventQueue;
  readonly events: readonly SimulatedEvent[];
  /** The number of identical messages to enqueue; 1 when absent. */
  readonly copies?: number;
  /** The number of earlier hosts that took the message and crashed. */
  readonly takenBefore?: number;
  /** A message text to enqueue instead of the events. */
  readonly raw?: string;
}

/** A write to the diagnostic log of an hour: one line for each event, as Customer Insights writes records. */
export interface LogWrite {
  /** Counted from the hour in which the run starts. */
  readonly hour: number;
  readonly events: readonly SimulatedEvent[];
  /** The last line is cut: within its last record or a character, whose rest comes with the next write; or its newline never comes. */
  readonly cut?: 'record' | 'character' | 'newline';
  /** The write makes a new blob of the same name. */
  readonly replaces?: true;
  /** The lines are from before the first run, in the log of a former day. */
  readonly isOld?: true;
}

/** A subscription, and the create request that makes it. */
export interface Subscription {
  readonly triggerType: TriggerType;
  readonly environment: string;
  readonly url: string;
  readonly parameters?: object;
  readonly flow?: readonly string[];
  /** The version of the flow. */
  readonly version?: string;
  /** The days for which its flow has been off when the run starts; absent when it is on. */
  readonly dormantDays?: number;
}

/** A call to the application. Each call runs in a process of its own. */
export type Call =
  | { readonly do: 'subscribe'; readonly subscription: Subscription }
  /** With the token from the response to the first create request. */
  | { readonly do: 'unsubscribe'; readonly subscription: Subscription }
  | { readonly do: 'enable' | 'disable' | 'remove' | 'rotate-secret'; readonly subscription: Subscription }
  | { readonly do: 'redeliver'; readonly subscription: Subscription; readonly sequence: number }
  | {
      readonly do: 'replay';
      readonly subscription: Subscription;
      readonly include: 'missing' | 'all';
      /** Milliseconds relative to the start of the run. */
      readonly since: number;
    }
  /** Redrives every dead letter of this source, except events that can never be read. */
  | { readonly do: 'redrive'; readonly source: 'event' | 'delivery' }
  /** A later version gives the subscription a status, which this version may not know. */
  | { readonly do: 'set-status'; readonly subscription: Subscription; readonly status: string }
  /** Redrives every dead letter of this environment in one call. */
  | { readonly do: 'redrive-many'; readonly environment: string }
  /** Runs the retention timer. */
  | { readonly do: 'retire' };

/** One entry of a scenario's script. */
export type Action =
  | Call
  | { readonly do: 'post'; readonly message: EventMessage }
  | { readonly do: 'log'; readonly write: LogWrite }
  | { readonly do: 'clear-queues' };

/** An action and the time at which it starts. */
export type Timed = Action & {
  /** Milliseconds after the start of the run. */
  readonly at: number;
};

/** What happens to the application in a run, before any fault is injected. */
export interface Scenario {
  /** The situation, as a sentence that completes "every guarantee holds when ...". */
  readonly name: string;
  readonly workers: 1 | 2 | 3;
  /** The subscriptions that exist before the run starts. */
  readonly subscriptions: readonly Subscription[];
  readonly script: readonly Timed[];
  /** Receivers by callback URL; all others accept every notification. */
  readonly receivers?: Readonly<Record<string, Receiver>>;
  readonly settings?: Partial<Settings>;
  readonly surroundings?: Surroundings;
  /** The timers that read the diagnostic logs; none when absent. */
  readonly logReaders?: 1 | 2;
  /** After a crash, redelivery of the message completes all work without the sweeper. */
  readonly isFinishedByRedelivery?: boolean;
  /** The callback URLs of the subscriptions that exist at the end. */
  readonly remainingCallbacks?: readonly string[];
}
