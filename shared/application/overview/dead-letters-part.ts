import type { DeadLetterAnswer, OverviewAnswer } from '../../contract/operator-answers.ts';
import { deliveryDeadLetter, eventDeadLetter } from '../operator/dead-letter-view.ts';
import { EVENT_DEAD_LETTERS } from '../store/keys.ts';
import type { OverviewRows } from './read-overview-rows.ts';

/** The dead letters that an overview shows. */
const LATEST = 10;

type Rows = Pick<OverviewRows, 'partition' | 'deadLetters' | 'deadEvents' | 'subscriptions'>;

/** The dead letters of an environment: of its deliveries, and of the events that name it. */
export function deadLettersPart(rows: Rows, environmentId: string): OverviewAnswer['deadLetters'] {
  const letters = [...ofDeliveries(rows), ...ofEvents(rows, environmentId)];
  const byCode = Map.groupBy(letters, ({ code }) => code);
  return {
    count: letters.length,
    byCode: Object.fromEntries([...byCode].map(([code, { length }]) => [code, length])),
    latest: letters.toSorted(newestFirst).slice(0, LATEST),
  };
}

function ofDeliveries({ partition, deadLetters, subscriptions }: Rows): DeadLetterAnswer[] {
  const subscriptionOf = new Map(subscriptions.rows.map(({ data }) => [data.id, data]));
  return deadLetters.rows.map(({ key, data }) =>
    deliveryDeadLetter({ partition, key }, data, subscriptionOf.get(data.subscriptionId)),
  );
}

function ofEvents({ deadEvents }: Rows, environmentId: string): DeadLetterAnswer[] {
  const letters = deadEvents.rows.map(({ key, data }) => eventDeadLetter({ partition: EVENT_DEAD_LETTERS, key }, data));
  return letters.filter((letter) => letter.environmentId === environmentId).map(({ original: _, ...letter }) => letter);
}

function newestFirst(one: DeadLetterAnswer, other: DeadLetterAnswer): number {
  return Date.parse(other.receivedAt) - Date.parse(one.receivedAt);
}
