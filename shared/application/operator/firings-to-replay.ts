import { isCrossed } from '../../domain/decide-sample.ts';
import { instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import { matches, thresholdOf } from '../../domain/subscription.ts';
import type { Deps } from '../ports.ts';
import { encodeCursor } from '../store/cursor.ts';
import { firingsAfter } from '../store/keys.ts';
import { sectionAt } from '../store/pagination.ts';
import { scan } from '../store/read-rows.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { type FiringRow, firingRow, type SubscriptionRow } from '../store/rows.ts';
import { knownSections, type Section } from '../store/sections.ts';
import { isInPeriod, type ReplayRequest } from './replay-request.ts';

/** Commit times may deviate from the order of the sequence by less than this, as workers' clocks differ. */
const MAX_CLOCK_SKEW_MS = 60 * 60_000;

interface Selection {
  readonly address: SubscriptionAddress;
  readonly subscription: SubscriptionRow;
  readonly request: ReplayRequest;
}

/** Limits of one call. Where it stopped, the next one goes on. */
const MAX_FIRINGS = 1_000;
const MAX_ROWS = 3_000;

/** Some firings, oldest first, and where older ones are looked for. */
interface Selected {
  readonly firings: readonly FiringRow[];
  readonly cursor?: string | undefined;
}

/**
 * The newest firings of the requested period that reach the subscription.
 *
 * @throws RequestError 400 for a cursor that this replay cannot have given
 */
export async function firingsToReplay(deps: Pick<Deps, 'store'>, selection: Selection): Promise<Selected> {
  const stretch = startOf(selection);
  const since = instantToMilliseconds(selection.request.since);
  const earliest = instantFromMilliseconds(since - MAX_CLOCK_SKEW_MS);
  const newestFirst: FiringRow[] = [];
  let rows = 0;
  for await (const { key, data } of scan(deps.store, stretch, firingRow)) {
    if (data.committedAt < earliest) break;
    if (newestFirst.length === MAX_FIRINGS || rows === MAX_ROWS) {
      const cursor = encodeCursor({ partition: stretch.partition, from: key });
      return { firings: newestFirst.toReversed(), cursor };
    }
    rows += 1;
    if (isSelected(data, selection)) newestFirst.push(data);
  }
  return { firings: newestFirst.toReversed() };
}

function startOf({ address: { partition, topic }, subscription, request: { cursor } }: Selection): Section {
  const whole = { partition, range: firingsAfter(topic, subscription.since) };
  return cursor === undefined ? whole : sectionAt(knownSections(whole), cursor);
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
