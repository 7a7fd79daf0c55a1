import { decodeMessage } from '../../../local/host/queue/message-text.ts';
import { EVENT_DEAD_LETTERS } from '../../../shared/application/store/keys.ts';
import { hostRules } from '../engine/host-rules.ts';
import type { Poisoned } from '../engine/queues.ts';
import type { Outcome } from '../engine/simulate.ts';

interface Letter {
  readonly code: string;
  readonly queue: string;
  readonly original: string;
}

/** Guarantee 1 for what the host gave up: it had a reason, and each message in a poison queue became one dead letter. */
export function checkPoison(outcome: Outcome): string[] {
  const poisoned = outcome.queues.each.flatMap(([name, queue]) =>
    [...queue.poisoned.values()].map((one) => ({ ...one, queue: name })),
  );
  const { kept, left } = lettersOf(outcome);
  const letters = [...kept, ...left];
  if (poisoned.length + letters.length === 0) return [];
  const needless = poisoned.filter((one) => faultsNeeded(outcome, one) > outcome.injected);
  return [
    ...needless.map(({ origin }) => `1: ${origin} was given up without need`),
    ...left
      .filter((letter) => !isBack(outcome, letter))
      .map((letter) => `1: a dead letter left with ${letter.original}`),
    ...checkLetters(
      Map.groupBy(poisoned, (one) => nameOf(one.queue, originalOf(one))),
      Map.groupBy(letters, ({ queue, original }) => nameOf(queue, original)),
    ),
  ];
}

/** The dead letters of poisoned messages, each once: those that are kept, and those that have left. */
function lettersOf({ log }: Outcome): { kept: Letter[]; left: Letter[] } {
  const last = new Map<string, Letter>();
  const gone = new Set<string>();
  for (const { partition, key, data } of log) {
    if (partition !== EVENT_DEAD_LETTERS) continue;
    if (!data) gone.add(key);
    else if ((data as Letter).code === 'poisoned') last.set(key, data as Letter);
  }
  const of = (hasLeft: boolean) => [...last].flatMap(([key, letter]) => (gone.has(key) === hasLeft ? [letter] : []));
  return { kept: of(false), left: of(true) };
}

/** An operator had its original put back before it left. */
function isBack({ queues }: Outcome, { original }: Letter): boolean {
  return [...queues.returned.values()].includes(Buffer.from(original).toString('base64'));
}

/** The host gives up what is no base64, and what has failed so often: each time takes a fault. */
function faultsNeeded({ queues: { posted, returned } }: Outcome, { origin, messageText }: Poisoned): number {
  if (decodeMessage(messageText, hostRules.messageEncoding) === undefined) return 0;
  return hostRules.maxDequeueCount - (returned.has(origin) ? 0 : (posted.get(origin)?.takenBefore ?? 0));
}

function originalOf({ messageText }: Poisoned): string {
  return decodeMessage(messageText, hostRules.messageEncoding) ?? messageText;
}

function nameOf(queue: string, original: string): string {
  return `${queue}: ${original}`;
}

function checkLetters(
  poisoned: ReadonlyMap<string, readonly Poisoned[]>,
  letters: ReadonlyMap<string, readonly Letter[]>,
): string[] {
  return [...new Set([...poisoned.keys(), ...letters.keys()])].flatMap((name) => {
    const messages = poisoned.get(name) ?? [];
    const least = messages.filter(({ isWiped }) => !isWiped).length;
    const is = letters.get(name)?.length ?? 0;
    if (is >= least && is <= messages.length) return [];
    return [`1: ${is} dead letters of ${messages.length} poisoned messages, ${least} of them not lost: ${name}`];
  });
}
