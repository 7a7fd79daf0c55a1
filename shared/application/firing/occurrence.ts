import type { FiringFacts } from '../../contract/payload.ts';
import type { Rise } from '../../domain/decide-sample.ts';
import type { Origin } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';

/** Something that fires a trigger type on a topic. It becomes a firing when it is committed with a sequence. */
export type Occurrence = FiringFacts &
  Origin & {
    readonly partition: string;
    readonly environmentId: string;
    readonly topic: string;
    readonly occurredAt: Instant;
    /** The sample that crossed; absent for runs. */
    readonly eventId?: string | undefined;
    /** The upward move of a metric, which crossed thresholds; absent for runs. */
    readonly rise?: Rise | undefined;
  };
