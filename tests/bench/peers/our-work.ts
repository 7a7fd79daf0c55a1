import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import { subscribe } from '../../../shared/application/subscriptions/subscribe.ts';
import { metricChange } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { callbacksOf, type Work } from './work.ts';

const ENVIRONMENT = 'bench';

/** The metric changes by which all metrics cross. */
export function crossingsOf({ metrics }: Work): object[] {
  return numbers(metrics).map((segment) => metricChange({ environmentId: ENVIRONMENT, segment }, 2, 1_500));
}

/** Subscribes the receivers of a work to its metrics, each of which has a value below the threshold. */
export async function prepareWork(deps: Deps, work: Work, sinkUrl: string): Promise<void> {
  await feed(numbers(work.metrics), async (segment) => {
    for (const callbackUrl of callbacksOf(work, segment, sinkUrl)) {
      const body = { environmentId: ENVIRONMENT, segment: `segment-${segment}`, threshold: 1_000, callbackUrl };
      await subscribe(deps, { triggerType: 'segment-threshold-crossed', body });
    }
    const message = metricChange({ environmentId: ENVIRONMENT, segment }, 1, 500);
    await receiveMessage(deps, { queue: 'metric-change', message, insertedAt: Date.now() });
  });
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
