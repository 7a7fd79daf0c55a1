import type { SubscriptionAnswer } from '../../contract/answers.ts';
import { codePhrase } from '../../domain/code-phrase.ts';
import { displayInstant } from '../../domain/instant.ts';
import { attemptReason } from '../delivery/delivery-reason.ts';
import { type FlowSettings, flowOfCallback, flowView } from '../delivery/flow-view.ts';
import { subscriptionKeyOf, subscriptionKeyOfWaiting } from '../store/keys.ts';
import type { FirstRows } from '../store/read-rows.ts';
import type { CircuitRow, Stored, SubscriptionRow } from '../store/rows.ts';

/** The rows of a subscription that the API shows. */
export interface SubscriptionParts {
  readonly subscription: SubscriptionRow;
  readonly circuit: CircuitRow | undefined;
  /** The deliveries that wait for the circuit; `undefined` when they are too many to count. */
  readonly waitingCount: number | undefined;
}

/** Shows the host of the callback and nothing else of it, and no secret. */
export function subscriptionView(
  settings: FlowSettings,
  { subscription, circuit, waitingCount }: SubscriptionParts,
): SubscriptionAnswer {
  const { id, triggerType, environmentId, parameters, label, callbackHost, status, createdAt } = subscription;
  const probeAt = status === 'failing' ? circuit?.circuit?.probeAt : undefined;
  const { statusSince = createdAt } = subscription;
  const flow = flowOfCallback(subscription);
  // An earlier version that made it active has left the reason in its row.
  const statusReason = status === 'active' ? undefined : subscription.statusReason;
  return {
    id,
    triggerType,
    environmentId,
    parameters,
    label,
    callbackHost,
    status,
    statusText: codePhrase('status', status),
    statusSince: displayInstant(statusSince),
    statusReason,
    createdAt: displayInstant(createdAt),
    consecutiveFailures: circuit?.consecutiveFailures ?? 0,
    lastDelivery: circuit?.lastDelivery && lastDeliveryView(circuit.lastDelivery),
    nextProbeAt: probeAt && displayInstant(probeAt),
    waitingCount,
    flow: flow && flowView(settings, flow),
  };
}

function lastDeliveryView({ at, reason, ...last }: NonNullable<CircuitRow['lastDelivery']>) {
  const reasonText = reason === undefined ? undefined : attemptReason(reason);
  return { ...last, at: displayInstant(at), reason, reasonText };
}

/** What tells the health of several subscriptions of one environment. */
export interface HealthRows {
  readonly circuits: readonly Stored<CircuitRow>[];
  readonly waiting: FirstRows<unknown>;
}

/** Several subscriptions of one environment, with what is known of their health. */
export function subscriptionViews(
  settings: FlowSettings,
  rows: readonly Stored<SubscriptionRow>[],
  { circuits, waiting }: HealthRows,
): SubscriptionAnswer[] {
  const circuitOf = new Map(circuits.map(({ key, data }) => [subscriptionKeyOf(key), data]));
  const waitingCountOf = waitingCounter(waiting);
  return rows.map(({ key, data }) =>
    subscriptionView(settings, {
      subscription: data,
      circuit: circuitOf.get(key),
      waitingCount: waitingCountOf(key),
    }),
  );
}

/** Counts what waits for a subscription. The rows are in the order of subscriptions, and what is not there was not counted. */
function waitingCounter({ rows, isComplete }: FirstRows<unknown>): (key: string) => number | undefined {
  const waiting = Map.groupBy(rows, ({ key }) => subscriptionKeyOfWaiting(key));
  const end = isComplete ? undefined : ([...waiting.keys()].at(-1) ?? '');
  return (key) => (end !== undefined && key >= end ? undefined : (waiting.get(key)?.length ?? 0));
}
