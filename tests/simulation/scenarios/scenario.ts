import type { Settings } from '../../../shared/application/settings.ts';
import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import type { EventQueue } from '../../../shared/domain/read-message.ts';
import { workflowRecord } from '../../support/event-builders.ts';
import type { Receiver } from '../engine/receivers.ts';

export interface RunEvent {
  readonly kind: 'run';
  readonly environment: string;
  readonly operation: 'ingestion' | 'merge' | 'all' | 'map';
  readonly status: 'failed' | 'succeeded' | 'succeededWithWarnings' | 'running' | 'canceled';
  readonly runId: string;
  readonly name?: string;
  readonly submission?: 'scheduled' | 'manual';
  /** As the diagnostic settings write it, rather than natively. */
  readonly isRecord?: boolean;
}

export interface SampleEvent {
  readonly kind: 'sample';
  readonly environment: string;
  readonly metricType: 'segment' | 'measure';
  readonly name: string;
  readonly value: number;
  readonly previousValue?: number;
  /** Of the evaluation, from 0 to 59. */
  readonly minute: number;
  readonly id: string;
}

/** Something that can never be read. */
export interface BadEvent {
  readonly kind: 'bad';
}

export type SimulatedEvent = RunEvent | SampleEvent | BadEvent;

export interface EventMessage {
  readonly queue: EventQueue;
  readonly events: readonly SimulatedEvent[];
  /** So many of the same message are on the queue at once. */
  readonly copies?: number;
  /** So often hosts have taken it already, and died of it. */
  readonly takenBefore?: number;
  /** What lies on the queue instead of its events: text that is no base64. */
  readonly raw?: string;
}

export interface Subscription {
  readonly triggerType: TriggerType;
  readonly environment: string;
  readonly url: string;
  readonly parameters?: object;
  readonly flow?: readonly string[];
  /** Of the flow. */
  readonly version?: string;
}

/** What is asked of the app, each by a process of its own. */
export type Call =
  | { readonly do: 'subscribe'; readonly subscription: Subscription }
  /** With the token that its first create gave. */
  | { readonly do: 'unsubscribe'; readonly subscription: Subscription }
  | { readonly do: 'enable'; readonly subscription: Subscription }
  | { readonly do: 'redeliver'; readonly subscription: Subscription; readonly sequence: number }
  | {
      readonly do: 'replay';
      readonly subscription: Subscription;
      readonly include: 'missing' | 'all';
      readonly since: number;
    }
  /** Everything of this source that was given up, but for events that nobody will ever read. */
  | { readonly do: 'redrive'; readonly source: 'event' | 'delivery' }
  /** The retention timer. */
  | { readonly do: 'retire' };

export type Action = Call | { readonly do: 'post'; readonly message: EventMessage } | { readonly do: 'wipe' };

export type Timed = Action & {
  /** Milliseconds after the start. */
  readonly at: number;
};

export interface Scenario {
  readonly name: string;
  readonly workers: 1 | 2 | 3;
  /** There before anything happens. */
  readonly subscriptions: readonly Subscription[];
  readonly script: readonly Timed[];
  /** By URL; all others accept. */
  readonly receivers?: Readonly<Record<string, Receiver>>;
  readonly settings?: Partial<Settings>;
  /** The redelivery of a message alone, without the sweeper, finishes what a dead worker left undone. */
  readonly isFinishedByRedelivery?: boolean;
  /** The callbacks of the subscriptions that are left in the end. */
  readonly liveInTheEnd?: readonly string[];
}

/** The event as it is on the queue. */
function onTheWire(event: SimulatedEvent): object {
  if (event.kind === 'bad') return { eventId: 'bad', environmentId: 'x' };
  if (event.kind === 'run') return event.isRecord ? recordOf(event) : runOf(event);
  const { environment, minute, id, kind: _, ...rest } = event;
  return { ...rest, eventId: id, environmentId: environment, evaluatedAt: evaluatedAt(minute) };
}

/** A message as its producer puts it on the queue. */
export function messageTextOf({ events, raw }: EventMessage): string {
  const body = events.length === 1 && events[0] ? onTheWire(events[0]) : events.map(onTheWire);
  return raw ?? Buffer.from(JSON.stringify(body)).toString('base64');
}

export function evaluatedAt(minute: number): string {
  return `2026-11-20T02:${String(minute).padStart(2, '0')}:00Z`;
}

const ENDED_AT = '2026-11-20T02:14:09Z';

function runOf({ environment, kind: _, ...rest }: RunEvent): object {
  const end = rest.status === 'running' ? {} : { endedAt: ENDED_AT };
  return { ...rest, eventId: `e-${rest.runId}`, environmentId: environment, ...end };
}

const RESULTS = {
  failed: 'Failure',
  succeeded: 'Successful',
  succeededWithWarnings: 'Successful',
  canceled: 'Aborted',
};

function recordOf({ environment, operation, status, runId, name }: RunEvent): object {
  const phase = operation === 'all' ? 'WorkflowCompleted' : 'TaskCompleted';
  const [first = '', ...rest] = operation;
  return workflowRecord(`${first.toUpperCase()}${rest.join('')}.${phase}`, {
    resultType: status === 'running' ? 'Running' : RESULTS[status],
    level: status === 'succeededWithWarnings' ? 'Warning' : 'Informational',
    properties: { instanceId: environment, workflowJobId: runId, identifier: name, endTimestamp: ENDED_AT },
  });
}
