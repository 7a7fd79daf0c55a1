import type { MetricAnswer, ProcessAnswer, SubscriptionAnswer } from './answers.ts';
import type { AttemptOutcome } from './attempt-outcomes.ts';
import type { Phrase } from './phrase.ts';
import type { SubscriptionStatus } from './subscription.ts';
import type { MetricType, TriggerType } from './trigger-types.ts';

/*
 * The answers of the HTTP API for operators and the console; of some, the connector shows a part. What is not known is left out, never null. Times are ISO 8601 in UTC. A phrase is text in the language of the caller once it is sent.
 */

/** The state of a delivery. */
export type DeliveryState = 'pending' | 'delivered' | 'retrying' | 'waiting' | 'dead';

/** How many deliveries of a firing are in which state. */
export type DeliveryCounts = Record<DeliveryState, number>;

/** A firing. */
export interface FiringAnswer {
  readonly id: string;
  readonly triggerType: TriggerType;
  readonly environmentId: string;
  readonly topic: string;
  readonly sequence: number;
  readonly occurredAt: string;
  /** When the firing was committed. */
  readonly decidedAt: string;
  readonly state: 'pending' | 'done';
  /** Absent while the deliveries are still being made, and when there are too many to count. */
  readonly deliveryCounts?: DeliveryCounts | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One POST of a delivery. */
export interface AttemptAnswer {
  readonly at: string;
  readonly durationMs: number;
  readonly status?: number | undefined;
  readonly outcome: AttemptOutcome;
  /** Why it failed, by code. */
  readonly reason?: string | undefined;
  readonly reasonText?: Phrase | undefined;
  readonly workflowRunId?: string | undefined;
  /** The page of that run in Power Automate. */
  readonly workflowRunUrl?: string | undefined;
}

/** A firing or a test for one subscription. */
export interface DeliveryAnswer {
  readonly notificationId: string;
  readonly firingId: string;
  readonly subscriptionId: string;
  readonly state: DeliveryState;
  /** Why it has not arrived, by code. */
  readonly reason?: string | undefined;
  readonly reasonText?: Phrase | undefined;
  readonly createdAt?: string | undefined;
  readonly attemptCount: number;
  readonly nextAttemptAt?: string | undefined;
  /** The last attempts, oldest first. */
  readonly attempts: readonly AttemptAnswer[];
}

/** A firing with a page of its deliveries. */
export interface FiringDetailAnswer extends FiringAnswer {
  readonly deliveries: readonly DeliveryAnswer[];
  readonly nextLink?: string;
}

/** What became of a redrive or a replay. */
export interface RedrivenAnswer {
  readonly count: number;
  /** Of one event: whether what is stored has gone past it. */
  readonly late?: boolean;
  /** Where the next call goes on, when this one has reached its limit. */
  readonly cursor?: string;
}

/** An event or a delivery that was given up. */
export interface DeadLetterAnswer {
  readonly id: string;
  readonly source: 'event' | 'delivery';
  readonly code: string;
  /** Why it was given up, in English. */
  readonly reason: string;
  readonly reasonText: Phrase;
  readonly receivedAt: string;
  readonly environmentId?: string | undefined;
  readonly queue?: string | undefined;
  /** The text of the event. */
  readonly original?: string | undefined;
  readonly triggerType?: TriggerType | undefined;
  /** The label of the subscription, while there is one. */
  readonly label?: string | undefined;
  readonly notificationId?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly firingId?: string | undefined;
  /** The last attempt of the delivery. */
  readonly lastAnswer?:
    | {
        readonly at: string;
        readonly durationMs: number;
        readonly status?: number | undefined;
        readonly reason?: string | undefined;
        readonly reasonText?: Phrase | undefined;
      }
    | undefined;
}

/**
 * What became of an event. `fired`: it made a firing. `passed`: it fired nothing, since it crossed no threshold or came too
 * late. `not-seen`: no such event has been handled, or it was too long ago.
 */
export type EventOutcome = 'fired' | 'passed' | 'not-seen' | 'ignored' | 'dead-letter';

/** A reason by code, in English, and in the language of the caller. */
export interface Explained {
  readonly code: string;
  readonly reason: string;
  readonly reasonText: Phrase;
}

/** Why a subscription got a firing or not. */
export interface DeliveryExplanation extends Explained {
  /** Absent when the subscription has no delivery of the firing. */
  readonly delivery?: DeliveryAnswer;
}

/** What became of an event, and why. */
export interface EventExplanation extends Explained {
  readonly eventId?: string;
  readonly outcome: EventOutcome;
  readonly firingId?: string;
  /** Why the subscription in question got the firing or not. */
  readonly delivery?: DeliveryExplanation;
}

/** What became of the events of a message. */
export interface ExplainedAnswer {
  readonly value: readonly EventExplanation[];
  /** How many items of the message come after those that are explained. */
  readonly more?: number;
}

/** The health of the service. */
export interface HealthAnswer {
  readonly status: 'healthy' | 'unhealthy';
  readonly dependencies: readonly { readonly name: string; readonly state: 'up' | 'down'; readonly reason?: Phrase }[];
}

/** A threshold of a metric, and the subscriptions that wait for it. */
export interface ThresholdAnswer {
  readonly metricType: MetricType;
  /** The unique name of the segment or measure. */
  readonly metric: string;
  readonly threshold: number;
  readonly subscriptionIds: readonly string[];
}

/** The parts of an overview that may be cut. */
export type OverviewPart =
  | 'processes'
  | 'metrics'
  | 'subscriptions'
  | 'thresholds'
  | 'inFlight'
  | 'deadLetters'
  | 'deadEvents';

/** What the first page of the console shows of an environment. */
export interface OverviewAnswer {
  readonly environmentId: string;
  readonly createdAt: string;
  readonly health: HealthAnswer;
  /** The parts that are not whole, since there is more than one answer shows: their numbers are the least that there are. */
  readonly cut: readonly OverviewPart[];
  readonly processes: readonly ProcessAnswer[];
  readonly segments: readonly MetricAnswer[];
  readonly measures: readonly MetricAnswer[];
  readonly subscriptions: {
    readonly count: number;
    readonly byStatus: Record<SubscriptionStatus, number>;
    /** How many are not active, or failed in their last attempts. */
    readonly sickCount: number;
    /** The first of those, the worst first. */
    readonly sick: readonly SubscriptionAnswer[];
  };
  readonly thresholds: readonly ThresholdAnswer[];
  readonly inFlight: {
    readonly pending: number;
    readonly retrying: number;
    readonly waiting: number;
    /** Deliveries that a worker should have taken by now. */
    readonly overdue: number;
    /** Since when the oldest of all of them is in flight. */
    readonly oldestAt?: string | undefined;
  };
  readonly deadLetters: {
    readonly count: number;
    readonly byCode: Readonly<Record<string, number>>;
    /** Newest first, without the original of an event. */
    readonly latest: readonly DeadLetterAnswer[];
  };
  /** The latest firings, newest first. */
  readonly firings: readonly FiringAnswer[];
}

/** What the console knows before anybody has signed in. It holds nothing of any environment. */
export interface ConsoleConfigAnswer {
  readonly version: string;
  /** The Power Platform environment that links to flows lead to. */
  readonly flowEnvironmentId?: string | undefined;
  /** The `shared_…` name of the connector. */
  readonly connectorName?: string | undefined;
}
