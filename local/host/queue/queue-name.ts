import { Refusal } from '../refusal.ts';

const queueNamePattern = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const poisonSuffix = '-poison';
const longestName = 63;

/** Converts a queue name to lower case. @throws Refusal for a name that the storage service does not allow. */
export function normalizeQueueName(name: string, usedBy: string): string {
  const lowerCase = name.toLowerCase();
  if (queueNamePattern.test(lowerCase)) return lowerCase;
  throw new Refusal(
    `${usedBy} names the queue '${name}'; a queue name has 3 to 63 characters: a-z, 0-9 and single dashes between them.`,
  );
}

/** The name of a queue's poison queue; undefined for a poison queue itself, and when the name would be too long. */
export function poisonQueueName(queueName: string): string | undefined {
  const name = queueName + poisonSuffix;
  return queueName.endsWith(poisonSuffix) || name.length > longestName ? undefined : name;
}
