import { isCrossed } from '../../domain/decide-sample.ts';
import { instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import { matches, thresholdOf } from '../../domain/subscription.ts';
import type { Deps } from '../ports.ts';
import { firingsAfter } from '../store/keys.ts';
import { scan } from '../store/read-rows.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { type FiringRow, firingRow, type SubscriptionRow } from '../store/rows.ts';
import { isInPeriod, type ReplayRequest } from './replay-request.ts';

/** Commit times may deviate from the order of the sequence by less than this, as workers' clocks differ. */
const MAX_CLOCK_SKEW_MS = 60 * 60_000;

interface Selection {
  readonly address: SubscriptionAddress;
  readonly subscription: SubscriptionRow;
  readonly request: ReplayRequest;
}

/** The firings of the requested period that reach the subscription, oldest first. */
export async function firingsToReplay(deps: Pick<Deps, 'store'>, selection: Selection): Promise<FiringRow[]> {
  const { address, subscription, request } = selection;
  const selected: FiringRow[] = [];
  const earliest = instantFromMilliseconds(instantToMilliseconds(request.since) - MAX_CLOCK_SKEW_MS);
  const stretch = { partition: address.partition, range: firingsAfter(address.topic, subscription.since) };
  for await (const { data } of scan(deps.store, stretch, firingRow)) {
    if (data.committedAt < earliest) break;
    if (isSelected(data, selection)) selected.push(data);
  }
  return selected.toReversed();
}

function isSelected(firing: FiringRow, { address, subscription, request }: Selection): boolean {
  // The fan-out has not reached this subscription yet, and will make the delivery.
  if (firing.cursor !== undefined && address.key > firing.cursor) return false;
  return isInPeriod(firing.committedAt, request) && reaches(firing, subscription);
}

function reaches(firing: FiringRow, subscription: SubscriptionRow): boolean {
  if (!matches(subscription, firing)) return false;
  const threshold = thresholdOf(subscription);
  return threshold === undefined || (firing.rise !== undefined && isCrossed(threshold, firing.rise));
}
