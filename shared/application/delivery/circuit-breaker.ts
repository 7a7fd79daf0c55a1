import { type CircuitJudgment, probeWait } from '../../domain/circuit.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { isReceiving } from '../../domain/subscription-status.ts';
import type { Deps } from '../ports.ts';
import type { CircuitRow, StateRow, Stored, SubscriptionRow } from '../store/rows.ts';
import type { DeliveryResult } from './delivery-writes.ts';

type Status = SubscriptionRow['status'];

/** A failed attempt, and the rows on which its consequences depend. */
export interface Failure {
  readonly result: DeliveryResult;
  readonly subscription: Stored<SubscriptionRow> | undefined;
  readonly circuit: Stored<CircuitRow> | undefined;
  /** The state of the topic; read only when the receiver is gone. */
  readonly state?: Stored<StateRow> | undefined;
}

/**
 * The status of the subscription after a failure. "Gone" and "dormant" hold for the subscription that was asked: one that has
 * been renewed in the meantime keeps its status.
 */
export function statusAfter({ result, subscription }: Failure, judgment: CircuitJudgment): Status | undefined {
  const status = subscription?.data.status;
  if (!status || !isReceiving(status)) return status;
  const { verdict } = result;
  if (verdict?.kind === 'gone' || verdict?.kind === 'dormant') {
    return subscription?.etag === result.subscription?.etag ? verdict.kind : status;
  }
  if (judgment === 'disable') return 'disabled';
  return judgment === 'open' ? 'failing' : status;
}

/** The open circuit after a failure. One delivery at a time is its probe; when it dies, the next waiting one takes over. */
export function openCircuit(
  deps: Pick<Deps, 'clock' | 'settings'>,
  { result, circuit }: Failure,
  failures: number,
): NonNullable<CircuitRow['circuit']> {
  const { group, state, dueAt } = result.after;
  const open = circuit?.data.circuit;
  if (open?.probe !== undefined && open.probe !== group) return open;
  if (state === 'retrying') return { probe: group, probeAt: dueAt };
  const wait = probeWait(deps.settings.retrySchedule, failures);
  return { probeAt: instantFromMilliseconds(deps.clock.now() + wait) };
}
