import { EVENT_DEAD_LETTERS } from '../../shared/application/layout.ts';
import type { History } from './history.ts';
import { MAX_DEQUEUE_COUNT } from './message-queue.ts';
import type { EventMessage } from './scenario.ts';
import type { Outcome } from './simulate.ts';

export function postedMessages({ scenario }: Outcome): EventMessage[] {
  return scenario.script.flatMap((action) => (action.do === 'post' ? [action.message] : []));
}

/** Messages that were neither lost with a queue nor given up by the host: what they say has to become true. */
export function messagesThatCount(outcome: Outcome): EventMessage[] {
  const { wiped, poison } = outcome.events;
  const lost = new Set([...wiped, ...poison.map(({ body }) => body)]);
  return postedMessages(outcome).filter((message) => !lost.has(message));
}

/** Guarantee 1: every message ends, and each of its events is accounted for. */
export function checkMessages(outcome: Outcome): string[] {
  const { events, deliveries, handled } = outcome;
  const found: string[] = [];
  if (events.length > 0) found.push(`1: ${events.length} event messages are left`);
  if (deliveries.length > 0) found.push(`1: ${deliveries.length} delivery messages are left`);
  const poisoned = events.poison.length + deliveries.poison.length;
  // The host gives a message up when it has failed five times, so five faults may do that, and no fewer.
  if (poisoned > 0 && outcome.injected < MAX_DEQUEUE_COUNT) found.push(`1: ${poisoned} messages are poisoned`);
  for (const { message, counted } of handled) {
    const { length } = message.events;
    if (counted !== length) found.push(`1: ${counted} of ${length} events of a message are accounted for`);
  }
  const done = new Set(handled.map(({ message }) => message));
  for (const message of messagesThatCount(outcome)) {
    if (!done.has(message)) found.push(`1: nobody handled ${JSON.stringify(message)}`);
  }
  return [...found, ...checkDeadLetters(outcome)];
}

function checkDeadLetters(outcome: Outcome): string[] {
  const kept = outcome.observed.rows(EVENT_DEAD_LETTERS, 'x.').length;
  const wanted = badEvents(messagesThatCount(outcome));
  const most = badEvents(postedMessages(outcome));
  return kept < wanted || kept > most ? [`1: ${kept} dead letters of events; expected ${wanted} to ${most}`] : [];
}

function badEvents(messages: readonly EventMessage[]): number {
  return messages.flatMap(({ events }) => events).filter(({ kind }) => kind === 'bad').length;
}

/** What the script leaves is there, and nothing else. */
export function checkSubscriptions({ scenario }: Outcome, { lives }: History): string[] {
  if (!scenario.liveInTheEnd) return [];
  const live = lives.filter(({ to }) => to === Number.POSITIVE_INFINITY).map(({ url }) => url);
  const [is, should] = [live.toSorted().join(', '), scenario.liveInTheEnd.toSorted().join(', ')];
  return is === should ? [] : [`6: the subscriptions left are ${is}; expected ${should}`];
}
