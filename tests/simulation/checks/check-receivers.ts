import { RETRY_SCHEDULE } from '../engine/processes.ts';
import type { Arrival } from '../engine/receivers.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { History } from './history.ts';
import { deliveryName, roundAt, type Timeline, versionAt } from './timelines.ts';

/** The least time that a worker has a delivery to itself. */
const LEASE_MS = 120_000;

interface Body {
  readonly notificationId: string;
  readonly firingId: string;
  readonly subscriptionId: string;
  readonly environmentId: string;
}

interface Post {
  readonly arrival: Arrival;
  readonly body: Body;
}

/** Guarantees 4, 5 and 6, from the POSTs that receivers got. */
export function checkReceivers(outcome: Outcome, history: History): string[] {
  const posts = outcome.arrivals.map((arrival): Post => ({ arrival, body: JSON.parse(arrival.body) as Body }));
  const notifications = [...Map.groupBy(posts, ({ body }) => deliveryName(body))].map(([name, its]) => ({
    posts: its,
    timeline: history.deliveries.get(name)?.[0],
  }));
  return [
    ...posts.flatMap((post) => checkRecipient(post, history)),
    ...notifications.flatMap((one) => checkRepeats(outcome, one)),
    ...(outcome.faultCount + outcome.outages.length === 0
      ? notifications.flatMap((one) => checkRetryTimes(outcome, one))
      : []),
    ...checkLeaks(outcome),
  ];
}

/** Guarantee 6: a notification goes to the callback of a subscription that matched at the commit, not to a newer one. */
function checkRecipient({ arrival, body }: Post, history: History): string[] {
  const { firings, lifetimes } = history;
  const firing = firings.find(({ id }) => id === body.firingId);
  const recipient = firing?.recipients.find(({ id }) => id === body.subscriptionId);
  if (!firing || !recipient) return [`6: ${arrival.url} received a firing that it did not match: ${arrival.body}`];
  if (recipient.url !== arrival.url) return [`6: ${arrival.url} received a notification for ${recipient.url}`];
  if (recipient.subscriber.environmentId !== body.environmentId)
    return [`6: ${arrival.url} received a notification of another environment: ${arrival.body}`];
  const present = lifetimes.findLast(({ id, from }) => id === recipient.id && from < arrival.atCommit);
  const isNewer =
    !arrival.isResponseLost &&
    present &&
    present.from > firing.commit &&
    present.from < leasedAt(history, { arrival, body });
  return isNewer ? [`6: ${arrival.url} received a firing that was committed before its creation`] : [];
}

/** The transaction in which the worker leased the delivery. The worker cannot know later changes of the subscription. */
function leasedAt({ deliveries }: History, { arrival, body }: Post): number {
  const [timeline] = deliveries.get(deliveryName(body)) ?? [];
  return (timeline && versionAt(timeline, arrival.atCommit)?.commit) ?? -1;
}

interface Notification {
  readonly posts: readonly Post[];
  readonly timeline: Timeline | undefined;
}

/** Guarantee 4: a repeat has the same bytes and id, and happens only after a crash or when an operator asked for it. */
function checkRepeats(outcome: Outcome, { posts, timeline }: Notification): string[] {
  const [first] = posts;
  return posts.flatMap(({ arrival, body }) => {
    const found: string[] = [];
    if (arrival.body !== first?.arrival.body) found.push(`4: a different body under ${arrival.id} at ${arrival.url}`);
    if (arrival.id !== body.notificationId || arrival.id !== first?.arrival.id)
      found.push(`4: a different webhook-id at ${arrival.url}: ${arrival.id}`);
    const { knownAcceptedAt, atCommit } = arrival;
    const before = posts.find((post) => post.arrival.atCommit === knownAcceptedAt)?.arrival.at ?? 0;
    const isRepeat =
      knownAcceptedAt !== undefined && roundAt(timeline, knownAcceptedAt) === roundAt(timeline, atCommit);
    if (isRepeat && !hasOutage(outcome, before, arrival.at))
      found.push(`4: ${arrival.url} received ${arrival.id} again without a crash`);
    return found;
  });
}

/** An outage that outlasts a lease has the effect of a crash: nobody can record what the receiver answered. */
function hasOutage({ outages }: Outcome, from: number, to: number): boolean {
  return outages.some((outage) => outage.from <= to && outage.to > from && to - from >= LEASE_MS);
}

/** Retries follow the schedule, which starts again when an operator restarts the delivery. */
function checkRetryTimes({ surroundings }: Outcome, { posts, timeline }: Notification): string[] {
  const rounds = Map.groupBy(posts, ({ arrival }) => roundAt(timeline, arrival.atCommit));
  return [...rounds.values()].flatMap((round) =>
    round.flatMap(({ arrival }, index) => {
      const before = round[index - 1]?.arrival;
      const wait = (RETRY_SCHEDULE[index - 1] ?? 0) - (surroundings.clockSkew ?? 0);
      return before && arrival.at - before.at < wait ? [`retries: ${arrival.id} was retried too early`] : [];
    }),
  );
}

/** Guarantee 5: no callback URL in dead letters and errors. */
function checkLeaks({ observed, log, thrown }: Outcome): string[] {
  const partitions = new Set(log.map(({ partition }) => partition));
  const letters = [...partitions].flatMap((partition) => observed.rows(partition, 'x.'));
  const texts = [...letters.map(({ data }) => JSON.stringify(data)), ...thrown.map(String)];
  return texts.filter((text) => text.includes('://')).map((text) => `5: a callback URL appears in ${text}`);
}
