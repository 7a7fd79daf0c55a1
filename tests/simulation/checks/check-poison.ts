import { decodeMessage } from '../../../local/host/queue/message-text.ts';
import { EVENT_DEAD_LETTERS } from '../../../shared/application/store/keys.ts';
import { originalText } from '../../../shared/domain/postponed-message.ts';
import { hostRules } from '../engine/host-rules.ts';
import type { Poisoned } from '../engine/queues.ts';
import type { Outcome } from '../engine/simulate.ts';

interface DeadLetter {
  readonly code: string;
  readonly queue: string;
  readonly original: string;
}

/** Guarantee 1: the host poisons a message only for a reason, and each poisoned message becomes one dead letter. */
export function checkPoison(outcome: Outcome): string[] {
  const poisoned = outcome.queues.each.flatMap(([name, queue]) =>
    [...queue.poisoned.values()].map((one) => ({ ...one, queue: name })),
  );
  const { kept, removed } = lettersOf(outcome);
  const letters = [...kept, ...removed];
  if (poisoned.length + letters.length === 0) return [];
  const needless = poisoned.filter(
    (one) => faultsNeeded(outcome, one) > outcome.faultCount + needlessDeliveries(outcome),
  );
  return [
    ...needless.map(({ origin }) => `1: ${origin} was poisoned without enough failures`),
    ...removed
      .filter((letter) => !isRepublished(outcome, letter))
      .map((letter) => `1: a dead letter was removed but its message was not published: ${letter.original}`),
    ...checkLetters(
      Map.groupBy(poisoned, (one) => nameOf(one.queue, originalOf(one))),
      Map.groupBy(letters, ({ queue, original }) => nameOf(queue, original)),
    ),
  ];
}

/** The dead letters of poisoned messages: those that remain, and those that were removed. */
function lettersOf({ log }: Outcome): { kept: DeadLetter[]; removed: DeadLetter[] } {
  const last = new Map<string, DeadLetter>();
  const gone = new Set<string>();
  for (const { partition, key, data } of log) {
    if (partition !== EVENT_DEAD_LETTERS) continue;
    if (!data) gone.add(key);
    else if ((data as DeadLetter).code === 'poisoned') last.set(key, data as DeadLetter);
  }
  const of = (isRemoved: boolean) =>
    [...last].flatMap(([key, letter]) => (gone.has(key) === isRemoved ? [letter] : []));
  return { kept: of(false), removed: of(true) };
}

/** Whether a redrive published the original message. */
function isRepublished({ queues }: Outcome, { original }: DeadLetter): boolean {
  return [...queues.republished.values()].includes(Buffer.from(original).toString('base64'));
}

/** The number of faults that poison a message. The host needs none when the text is not base64. */
function faultsNeeded({ queues: { posted, republished } }: Outcome, { origin, messageText }: Poisoned): number {
  if (decodeMessage(messageText, hostRules.messageEncoding) === undefined) return 0;
  return hostRules.maxDequeueCount - (republished.has(origin) ? 0 : (posted.get(origin)?.takenBefore ?? 0));
}

/** The deliveries of a message that its surroundings use up: one for each outage of its queue, and one when it is doubled. */
function needlessDeliveries({ outages, surroundings }: Outcome): number {
  return outages.filter(({ of }) => of === 'storage').length + (surroundings.doublesMessages ? 1 : 0);
}

function originalOf({ messageText }: Poisoned): string {
  return originalText(decodeMessage(messageText, hostRules.messageEncoding) ?? messageText);
}

function nameOf(queue: string, original: string): string {
  return `${queue}: ${original}`;
}

function checkLetters(
  poisoned: ReadonlyMap<string, readonly Poisoned[]>,
  letters: ReadonlyMap<string, readonly DeadLetter[]>,
): string[] {
  return [...new Set([...poisoned.keys(), ...letters.keys()])].flatMap((name) => {
    const messages = poisoned.get(name) ?? [];
    const least = messages.filter(({ isCleared }) => !isCleared).length;
    const count = letters.get(name)?.length ?? 0;
    if (count >= least && count <= messages.length) return [];
    return [`1: ${count} dead letters for ${messages.length} poisoned messages, ${least} of them not lost: ${name}`];
  });
}
