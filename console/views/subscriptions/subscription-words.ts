import type { Subscription } from '../../api/subscriptions.ts';
import { nameOf } from '../../parts/waits.ts';
import type { Speech } from '../../texts/speech.ts';

/** Whether a subscription is for whatever data source there is, which is easily more than was meant. */
export function isForAnySource({ triggerType, parameters }: Subscription): boolean {
  return triggerType.startsWith('data-source') && parameters.dataSource === undefined;
}

/** Why a subscription has its status, in words; a code that this version has no words for stands for itself. */
export function reasonOf(speech: Speech, { status, statusReason, lastDelivery }: Subscription): string | undefined {
  if (status === 'active') return lastDelivery?.reasonText;
  if (statusReason === undefined) return undefined;
  const own = `subscriptions.reason-${statusReason}`;
  if (speech.has(own)) return speech.text(own as 'subscriptions.reason-operator');
  return lastDelivery?.reason === statusReason ? (lastDelivery.reasonText ?? statusReason) : statusReason;
}

/** Whether a subscription is sent what fires; the others are to be enabled first. */
export function isReceiving({ status }: Subscription): boolean {
  return status === 'active' || status === 'failing';
}

const WORST_FIRST = ['failing', 'dormant', 'disabled', 'gone', 'active'];

/** Puts those that need attention first, active ones whose last attempts failed among them, and the rest by their names. */
export function inOrder(one: Subscription, other: Subscription): number {
  const rank = ({ status, consecutiveFailures }: Subscription) =>
    WORST_FIRST.indexOf(status) + (status === 'active' && consecutiveFailures === 0 ? 1 : 0);
  return rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other)) || (one.id < other.id ? -1 : 1);
}
