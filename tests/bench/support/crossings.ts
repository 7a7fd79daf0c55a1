import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import { subscribe } from '../../../shared/application/subscriptions/subscribe.ts';
import { feed } from './feed.ts';

/** Many segments of an environment, each with subscriptions to one threshold. */
export interface Segments {
  readonly environmentId: string;
  readonly count: number;
}

/** The threshold of every subscription. */
export const THRESHOLD = 1_000;
/** Values on both sides of the threshold. */
export const BELOW = THRESHOLD - 500;
export const ABOVE = THRESHOLD + 500;

/** One of many segments. */
interface Segment {
  readonly environmentId: string;
  readonly segment: number;
}

/** The metric change that gives a segment a value. `step` orders the changes of a segment. */
export function metricChange({ environmentId, segment }: Segment, step: number, value: number) {
  return {
    eventId: `m-${segment}-${step}`,
    environmentId,
    metricType: 'segment',
    name: `segment-${segment}`,
    value,
    evaluatedAt: new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString(),
  };
}

/** The metric changes by which each segment crosses above its threshold. */
export function crossings({ environmentId, count }: Segments): object[] {
  return numbers(count).map((segment) => metricChange({ environmentId, segment }, 2, ABOVE));
}

/** The URLs that are subscribed to a segment. */
export type CallbacksOf = (segment: number) => readonly string[];

/** Subscribes the callbacks of each segment, and gives each segment a value below its threshold. */
export async function prepareSegments(
  deps: Deps,
  { environmentId, count }: Segments,
  callbacksOf: CallbacksOf,
): Promise<void> {
  await feed(numbers(count), async (segment) => {
    for (const callbackUrl of callbacksOf(segment)) {
      const body = { environmentId, segment: `segment-${segment}`, threshold: THRESHOLD, callbackUrl };
      await subscribe(deps, { triggerType: 'segment-threshold-crossed', body });
    }
    const message = metricChange({ environmentId, segment }, 1, BELOW);
    await receiveMessage(deps, { queue: 'metric-change', message, insertedAt: Date.now() });
  });
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
