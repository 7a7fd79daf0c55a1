import type { FiringFacts } from '../../contract/payload.ts';
import type { Instant } from '../../domain/instant.ts';

/** What happened on a topic and fires a trigger type: a firing before it has a sequence and subscribers. */
export type Occurrence = FiringFacts & {
  readonly partition: string;
  readonly environmentId: string;
  readonly topic: string;
  readonly occurredAt: Instant;
  /** The sample that crossed; absent for runs. */
  readonly eventId?: string | undefined;
  /** The move of a metric; thresholds with `from <= threshold < to` were crossed. */
  readonly rise?: { readonly from: number; readonly to: number } | undefined;
};
