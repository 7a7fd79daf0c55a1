import type { Facts } from '../../contract/payload.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import type { Rise } from '../../domain/decide-sample.ts';
import type { Instant } from '../../domain/instant.ts';

/** Something that fires a trigger type on a topic. It becomes a firing when it is committed with a sequence. */
export interface Occurrence {
  readonly partition: string;
  readonly environmentId: string;
  readonly topic: string;
  readonly triggerType: TriggerType;
  readonly occurredAt: Instant;
  /** The sample that crossed; absent for runs. */
  readonly eventId?: string | undefined;
  readonly facts: Facts;
  /** The upward move of a metric, which crossed thresholds; absent for runs. */
  readonly rise?: Rise | undefined;
}
