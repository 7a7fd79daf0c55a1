import { settle } from '../delivery/apply-attempt.ts';
import { batchOf, enqueueOne, type Placed } from '../delivery/delivery-message.ts';
import type { Leased } from '../delivery/lease.ts';
import type { Deps } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { RELEASE } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { createRecorder, type Recorder } from './record-results.ts';
import { attempt } from './send-attempt.ts';

/** Attempts what comes one after another, however many others are under way. */
export function attemptInTurn(deps: Deps, leased: readonly Leased[]): Promise<DeliveryRow[]> {
  for (const { subscription } of leased) deps.pacing.take(subscription.data.id, 'turn');
  return attemptAll(deps, leased);
}

/**
 * Attempts all at once, each in the place that was taken for it, and records each result as it comes: those that come while a
 * record is being written share the next one, so that a slow receiver delays nobody's record and quick ones share their
 * transactions. Answers how each ended; a fault is thrown when all are through.
 */
export async function attemptAll(deps: Deps, leased: readonly Leased[]): Promise<DeliveryRow[]> {
  const recorder = createRecorder(deps);
  const ended = await settleAll(
    leased.map(async (one) => {
      try {
        return lastsLongEnough(deps, one) ? [await attemptOne(deps, recorder, one)] : [];
      } finally {
        deps.pacing.leave(one.subscription.data.id);
      }
    }),
  );
  return ended.flat();
}

/** The commit before may have taken long, or the machine have slept: what could outlast its lease is left to the sweeper. */
function lastsLongEnough({ clock, settings }: Deps, { delivery }: Leased): boolean {
  const { leasedUntil } = delivery.data;
  return leasedUntil !== undefined && Date.parse(leasedUntil) - clock.now() > settings.attemptTimeout;
}

async function attemptOne(deps: Deps, recorder: Recorder, leased: Leased): Promise<DeliveryRow> {
  const { partition, delivery, subscription } = leased;
  const report = await attempt(deps, delivery.data, subscription);
  const after = settle(deps, delivery.data, report);
  await recorder({ partition, before: delivery, after, verdict: report.verdict, subscription });
  await enqueueNext(deps, { partition, delivery: after }, subscription.data.status === 'failing');
  return after;
}

/** A retry when it is due; after the first success of an endpoint that failed, what waits for it. */
async function enqueueNext(deps: Deps, placed: Placed, wasFailing: boolean): Promise<void> {
  const { state, topic, suffix, dueAt } = placed.delivery;
  if (state === 'retrying') await enqueueOne(deps, placed, Date.parse(dueAt) - deps.clock.now());
  if (state !== 'delivered' || !wasFailing) return;
  await deps.deliveries.enqueue(batchOf(placed.partition, { topic, group: RELEASE, suffix }), 0);
}
