import type { SubscriptionAnswer } from '../../shared/contract/answers.ts';
import { call } from './call.ts';
import { callToEnd } from './call-to-end.ts';
import { readPages } from './pages.ts';
import type { Page, Sent } from './sent.ts';

/** A subscription. */
export type Subscription = Sent<SubscriptionAnswer>;

/** The first pages of the subscriptions, as one page. @param query such as `environmentId` */
export function readSubscriptions(
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
  pages = 1,
): Promise<Page<SubscriptionAnswer>> {
  return readPages(`subscriptions?${new URLSearchParams({ top: '100', ...query })}`, pages, signal);
}

/** @throws ApiError 404 for a subscription that has ended */
export function readSubscription(id: string, signal?: AbortSignal): Promise<Subscription> {
  return call(pathOf(id), { signal });
}

/** Sends the sample of its trigger to a subscription. */
export function sendTest(id: string): Promise<{ readonly notificationId: string }> {
  return call(`${pathOf(id)}/test`, { method: 'POST' });
}

/** Makes a subscription active. @returns how many deliveries have waited for that */
export function enableSubscription(id: string): Promise<{ readonly count: number }> {
  return call(`${pathOf(id)}/enable`, { method: 'POST' });
}

/** Pauses a subscription. */
export function disableSubscription(id: string): Promise<Subscription> {
  return call(`${pathOf(id)}/disable`, { method: 'POST' });
}

/** Gives a subscription another signing secret, which is in no other answer. */
export function rotateSecret(id: string): Promise<{ readonly signingSecret: string }> {
  return call(`${pathOf(id)}/rotate-secret`, { method: 'POST' });
}

/** Ends a subscription for good. */
export function removeSubscription(id: string): Promise<void> {
  return call(`${pathOf(id)}/remove`, { method: 'POST' });
}

/** Which firings to send again. */
export interface Replay {
  /** ISO 8601 in UTC, included. */
  readonly since: string;
  /** ISO 8601 in UTC, excluded; now, when it is absent. */
  readonly until?: string;
  readonly include: 'missing' | 'all';
}

/** How many deliveries a replay would send. */
export function countReplay(id: string, replay: Replay, signal?: AbortSignal): Promise<number> {
  return callToEnd(`${pathOf(id)}/replay?dryRun=true`, replay, signal);
}

/** Sends firings again. @returns how many deliveries that are */
export function replayFirings(id: string, replay: Replay): Promise<number> {
  return callToEnd(`${pathOf(id)}/replay`, replay);
}

function pathOf(id: string): string {
  return `subscriptions/${encodeURIComponent(id)}`;
}
