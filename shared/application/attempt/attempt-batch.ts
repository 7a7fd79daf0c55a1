import { instantToMilliseconds } from '../../domain/instant.ts';
import { applyAttempt } from '../delivery/apply-attempt.ts';
import { enqueueWhenDue, releaseMessage } from '../delivery/delivery-message.ts';
import type { Leased } from '../delivery/lease.ts';
import { openSecrets } from '../delivery/subscription-secrets.ts';
import type { AttemptSlots, Deps } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { attemptLine } from './attempt-line.ts';
import { deferUntilKeyIsBack } from './defer.ts';
import { createRecorder, type Recorder } from './record-results.ts';
import { sendAttempt } from './send-attempt.ts';

/** Attempts one of a sequence of deliveries, which needs no free slot. */
export async function attemptInSequence(deps: Deps, leased: Leased): Promise<void> {
  const slots = deps.attemptLimiter.openSlots();
  try {
    slots.take(leased.subscription.data.id, 'sequential');
    await attemptBatch(deps, [leased], slots);
  } finally {
    slots.close();
  }
}

/**
 * Attempts deliveries at the same time, each in the slot that was taken for it, and gives the slot back when the attempt is
 * over. Each result is recorded as it comes; results that come during a record share the next one. So a slow receiver delays
 * no other record, and quick receivers share transactions.
 */
export async function attemptBatch(deps: Deps, leased: readonly Leased[], slots: AttemptSlots): Promise<void> {
  const recorder = createRecorder(deps);
  const attempt = async (one: Leased) => {
    try {
      if (leaseCoversAttempt(deps, one)) await attemptOne(deps, recorder, one);
    } finally {
      slots.giveBack(one.subscription.data.id);
    }
  };
  await settleAll(leased.map(attempt));
}

/** The commit may have been slow, or the machine suspended. The sweeper finds a delivery whose lease ends too soon. */
function leaseCoversAttempt({ clock, settings }: Deps, { delivery }: Leased): boolean {
  const { leasedUntil } = delivery.data;
  return leasedUntil !== undefined && instantToMilliseconds(leasedUntil) - clock.now() > settings.attemptTimeout;
}

/** Without the key of the secrets there is no attempt: a wrong key is no failure of the receiver. */
async function attemptOne(deps: Deps, recorder: Recorder, leased: Leased): Promise<void> {
  const { partition, delivery, subscription } = leased;
  const secrets = openSecrets(deps, { partition, key: subscription.key }, subscription.data);
  if (!secrets) return deferUntilKeyIsBack(deps, leased);
  const attempt = await sendAttempt(deps, delivery.data, secrets);
  const after = applyAttempt(deps, delivery.data, attempt);
  // Before the record: the attempt was made, whatever becomes of its result.
  deps.report(attemptLine(leased, after, attempt));
  await recorder({ partition, before: delivery, after, verdict: attempt.verdict, subscription });
  await enqueueNext(deps, leased, after);
}

/** Enqueues the retry; after the first success of a failing subscription, the release of what waits for it. */
async function enqueueNext(deps: Deps, { partition, subscription }: Leased, delivery: DeliveryRow): Promise<void> {
  const { state, dueAt } = delivery;
  if (state === 'retrying') await enqueueWhenDue(deps, { partition, delivery }, instantToMilliseconds(dueAt));
  const isRecovered = state === 'delivered' && subscription.data.status === 'failing';
  if (isRecovered) await deps.deliveries.enqueue(releaseMessage(partition, delivery), 0);
}
