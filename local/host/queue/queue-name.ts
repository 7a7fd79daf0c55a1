import { Refusal } from '../refusal.ts';

const queueNamePattern = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const poisonSuffix = '-poison';
const longestName = 63;

/** A queue name as Azure uses it: in lower case, and refused when the storage service could not have such a queue. */
export function normalizeQueueName(name: string, usedBy: string): string {
  const lowerCase = name.toLowerCase();
  if (queueNamePattern.test(lowerCase)) return lowerCase;
  throw new Refusal(
    `${usedBy} names the queue '${name}'; a queue name has 3 to 63 characters: a-z, 0-9 and single dashes between them.`,
  );
}

/** The queue for messages that keep failing; a poison queue has none of its own, nor has a queue whose name is too long. */
export function poisonQueueName(queueName: string): string | undefined {
  const name = queueName + poisonSuffix;
  return queueName.endsWith(poisonSuffix) || name.length > longestName ? undefined : name;
}
