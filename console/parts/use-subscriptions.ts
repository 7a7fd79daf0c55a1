import { readSubscriptions, type Subscription } from '../api/subscriptions.ts';
import { type Polled, usePolled } from './use-polled.ts';

/** More than five hundred subscriptions of one environment would make a poll slow. */
const MOST_PAGES = 5;

/** The subscriptions of an environment. */
export function useSubscriptions(environmentId: string | undefined): Polled<readonly Subscription[]> {
  const read = async (signal: AbortSignal) =>
    (await readSubscriptions({ environmentId: environmentId ?? '' }, signal, MOST_PAGES)).value;
  return usePolled(['all-subscriptions', environmentId], read, { isEnabled: environmentId !== undefined });
}
