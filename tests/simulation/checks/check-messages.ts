import { EVENT_DEAD_LETTERS } from '../../../shared/application/store/keys.ts';
import type { EventMessage } from '../engine/scenario.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { History } from './history.ts';

export function postedMessages({ scenario }: Outcome): EventMessage[] {
  return scenario.script.flatMap((action) => (action.do === 'post' ? [action.message] : []));
}

/** Messages that were neither lost with a queue nor given up by the host: what they say has to become true. */
export function messagesThatCount({ queues }: Outcome): EventMessage[] {
  const lost = new Set(
    queues.each.flatMap(([, { wiped, poisoned }]) => [...wiped, ...[...poisoned.values()].map(({ origin }) => origin)]),
  );
  const counting = [...queues.posted].flatMap(([id, message]) => (lost.has(id) ? [] : [message]));
  return [...new Set(counting)];
}

/** Guarantee 1: every message ends, and each of its events is accounted for. */
export function checkMessages(outcome: Outcome): string[] {
  const { queues, handled } = outcome;
  const found: string[] = [];
  for (const { main, poison } of Object.values(queues.all)) {
    const left = [...main.messages(), ...poison.messages()];
    if (left.length > 0) found.push(`1: ${left.length} messages of ${main.name} are left`);
  }
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

function checkDeadLetters({ observed, ...outcome }: Outcome): string[] {
  const letters = observed.rows(EVENT_DEAD_LETTERS, 'x.').map(({ data }) => data as { code: string });
  const kept = letters.filter(({ code }) => code !== 'poisoned').length;
  const wanted = badEvents(messagesThatCount({ observed, ...outcome }));
  const most = badEvents(postedMessages({ observed, ...outcome }));
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
