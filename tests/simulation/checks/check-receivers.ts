import { RETRY_SCHEDULE } from '../engine/processes.ts';
import type { Arrival } from '../engine/receivers.ts';
import type { Outcome } from '../engine/simulate.ts';
import { deliveryName, roundAt, type Story, versionAt } from './delivery-history.ts';
import type { History } from './history.ts';

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

/** Guarantees 4, 5 and 6, as the receivers see them. */
export function checkReceivers(outcome: Outcome, history: History): string[] {
  const posts = outcome.arrivals.map((arrival): Post => ({ arrival, body: JSON.parse(arrival.body) as Body }));
  const notifications = [...Map.groupBy(posts, ({ body }) => deliveryName(body))].map(([name, its]) => ({
    posts: its,
    story: history.deliveries.get(name)?.[0],
  }));
  return [
    ...posts.flatMap((post) => checkAddressee(post, history)),
    ...notifications.flatMap(checkRepeats),
    ...(outcome.injected === 0 ? notifications.flatMap(checkWaits) : []),
    ...checkLeaks(outcome),
  ];
}

/** Guarantee 6: to a subscription that matched at the commit, at its own callback, and not to one made later. */
function checkAddressee({ arrival, body }: Post, history: History): string[] {
  const { firings, lives } = history;
  const firing = firings.find(({ id }) => id === body.firingId);
  const recipient = firing?.recipients.find(({ id }) => id === body.subscriptionId);
  if (!firing || !recipient) return [`6: ${arrival.url} got a firing that was not for it: ${arrival.body}`];
  if (recipient.url !== arrival.url) return [`6: ${arrival.url} got what is for ${recipient.url}`];
  if (recipient.subscriber.environmentId !== body.environmentId) return [`6: another environment's: ${arrival.body}`];
  const present = lives.findLast(({ id, from }) => id === recipient.id && from < arrival.logged);
  const isNewer =
    !arrival.isUnknown &&
    present &&
    present.from > firing.commit &&
    present.from < leasedAt(history, { arrival, body });
  return isNewer ? [`6: ${arrival.url} got a firing from before its creation`] : [];
}

/** When the worker took the delivery: what happened to the subscription after that, it cannot know. */
function leasedAt({ deliveries }: History, { arrival, body }: Post): number {
  const [story] = deliveries.get(deliveryName(body)) ?? [];
  return (story && versionAt(story, arrival.logged)?.commit) ?? -1;
}

interface Notification {
  readonly posts: readonly Post[];
  readonly story: Story | undefined;
}

/** Guarantee 4: the same bytes under the same id, and again only after a death, or when an operator asked for it. */
function checkRepeats({ posts, story }: Notification): string[] {
  const [first] = posts;
  return posts.flatMap(({ arrival, body }) => {
    const found: string[] = [];
    if (arrival.body !== first?.arrival.body) found.push(`4: another body under ${arrival.id} at ${arrival.url}`);
    if (arrival.id !== body.notificationId || arrival.id !== first?.arrival.id)
      found.push(`4: another webhook-id at ${arrival.url}: ${arrival.id}`);
    const { knownAt, logged } = arrival;
    if (knownAt !== undefined && roundAt(story, knownAt) === roundAt(story, logged))
      found.push(`4: ${arrival.url} got ${arrival.id} again, and nobody had died`);
    return found;
  });
}

/** Retries are never early (contract 7); what an operator sends again has the whole schedule before it. */
function checkWaits({ posts, story }: Notification): string[] {
  const rounds = Map.groupBy(posts, ({ arrival }) => roundAt(story, arrival.logged));
  return [...rounds.values()].flatMap((round) =>
    round.flatMap(({ arrival }, index) => {
      const before = round[index - 1]?.arrival;
      const wait = RETRY_SCHEDULE[index - 1] ?? 0;
      return before && arrival.at - before.at < wait ? [`7: ${arrival.id} was tried again too early`] : [];
    }),
  );
}

/** Guarantee 5: no callback in what people or other programs may read. */
function checkLeaks({ observed, log, faults }: Outcome): string[] {
  const partitions = new Set(log.map(({ partition }) => partition));
  const letters = [...partitions].flatMap((partition) => observed.rows(partition, 'x.'));
  const texts = [...letters.map(({ data }) => JSON.stringify(data)), ...faults.map(String)];
  return texts.filter((text) => text.includes('://')).map((text) => `5: a callback shows up in ${text}`);
}
