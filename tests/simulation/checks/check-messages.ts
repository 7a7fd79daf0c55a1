import { EVENT_DEAD_LETTERS } from '../../../shared/application/store/keys.ts';
import type { EventMessage } from '../engine/scenario.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { History } from './history.ts';

/** Every message of the script. A write to the logs counts as one. */
export function postedMessages({ scenario }: Outcome): EventMessage[] {
  return scenario.script.flatMap((action): EventMessage[] => {
    if (action.do === 'log') return [{ queue: 'refresh-status', events: action.write.events }];
    return action.do === 'post' ? [action.message] : [];
  });
}

/** The messages that were not lost in a cleared queue, poisoned or replaced by a copy. Their events must take effect. */
export function messagesThatCount({ queues }: Outcome): EventMessage[] {
  const lost = new Set([
    ...queues.superseded,
    ...queues.each.flatMap(([, { cleared, poisoned }]) => [
      ...cleared,
      ...[...poisoned.values()].map(({ origin }) => origin),
    ]),
  ]);
  const counting = [...queues.posted].flatMap(([id, message]) => (lost.has(id) ? [] : [message]));
  return [...new Set(counting)];
}

/** Guarantee 1: every message is handled to its end, and each of its events is counted once. */
export function checkMessages(outcome: Outcome): string[] {
  const { queues, handled } = outcome;
  const found: string[] = [];
  for (const { main, poison } of Object.values(queues.all)) {
    const left = [...main.messages(), ...poison.messages()];
    if (left.length > 0) found.push(`1: ${left.length} messages remain on ${main.name}`);
  }
  for (const { message, counted } of handled) {
    const { length } = message.events;
    if (counted !== length) found.push(`1: ${counted} of ${length} events of a message are counted`);
  }
  const done = new Set(handled.map(({ message }) => message));
  for (const message of messagesThatCount(outcome)) {
    if (!done.has(message)) found.push(`1: no worker handled ${JSON.stringify(message)}`);
  }
  return [...found, ...checkDeadLetters(outcome)];
}

function checkDeadLetters({ observed, ...outcome }: Outcome): string[] {
  const letters = observed.rows(EVENT_DEAD_LETTERS, 'x.').map(({ data }) => data as { code: string });
  const kept = letters.filter(({ code }) => code !== 'poisoned').length;
  const least = badEvents(messagesThatCount({ observed, ...outcome }));
  const most = badEvents(postedMessages({ observed, ...outcome }));
  return kept < least || kept > most ? [`1: ${kept} event dead letters; expected ${least} to ${most}`] : [];
}

function badEvents(messages: readonly EventMessage[]): number {
  return messages.flatMap(({ events }) => events).filter(({ kind }) => kind === 'bad').length;
}

/** The subscriptions at the end are those that the scenario expects. */
export function checkSubscriptions({ scenario }: Outcome, { lifetimes }: History): string[] {
  if (!scenario.remainingCallbacks) return [];
  const live = lifetimes.filter(({ to }) => to === Number.POSITIVE_INFINITY).map(({ url }) => url);
  const [actual, expected] = [live.toSorted().join(', '), scenario.remainingCallbacks.toSorted().join(', ')];
  return actual === expected ? [] : [`api: the remaining subscriptions are ${actual}; expected ${expected}`];
}
