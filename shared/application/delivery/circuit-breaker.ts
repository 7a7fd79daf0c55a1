import { type judgeFailures, probeWait } from '../../domain/circuit.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { isReceiving } from '../../domain/subscription.ts';
import type { Deps } from '../ports.ts';
import type { HealthRow, StateRow, Stored, SubscriptionRow } from '../store/rows.ts';
import type { Settled } from './delivery-writes.ts';

export type Status = SubscriptionRow['status'];

export interface Patient {
  readonly settled: Settled;
  /** Only when the receiver is gone. */
  readonly state?: Stored<StateRow> | undefined;
  readonly subscription: Stored<SubscriptionRow> | undefined;
  readonly health: Stored<HealthRow> | undefined;
}

/**
 * The status that the subscription has from now on. A receiver that is gone or asleep says so only for the subscription that
 * was asked: one that has been renewed meanwhile is left as it is.
 */
export function statusAfter(
  { settled, subscription }: Patient,
  judged: ReturnType<typeof judgeFailures>,
): Status | undefined {
  const status = subscription?.data.status;
  if (!status || !isReceiving(status)) return status;
  const { verdict } = settled;
  if (verdict?.kind === 'gone' || verdict?.kind === 'dormant') {
    return subscription?.etag === settled.subscription?.etag ? verdict.kind : status;
  }
  if (judged === 'disable') return 'disabled';
  return judged === 'open' ? 'failing' : status;
}

/** One delivery at a time is the probe; when it is given up, the next one that waits takes its place later. */
export function circuitAfter(
  deps: Deps,
  { settled, health }: Patient,
  failures: number,
): NonNullable<HealthRow['circuit']> {
  const { group, state, dueAt } = settled.after;
  const open = health?.data.circuit;
  if (open?.probe !== undefined && open.probe !== group) return open;
  if (state === 'retrying') return { probe: group, probeAt: dueAt };
  const wait = probeWait(deps.settings.retrySchedule, failures);
  return { probeAt: instantFromMilliseconds(deps.clock.now() + wait) };
}
