import { notFound, type RequestError } from '../errors.ts';
import { EVENT_DEAD_LETTERS, firingGroup, subscriptionKey } from './keys.ts';
import type { Address } from './read-rows.ts';

/** Where a subscription lies, as its id says: `<partition>.<topic>.<suffix>`. */
export interface SubscriptionAddress {
  readonly id: string;
  readonly partition: string;
  readonly topic: string;
  readonly suffix: string;
  readonly key: string;
}

const FINGERPRINT = '[\\w-]{22}';

const SUBSCRIPTION_ID = new RegExp(
  `^(${FINGERPRINT})\\.(sources|refresh|unification|(?:segment|measure)-${FINGERPRINT})\\.((?:[0-9a-f]{16}\\.)?${FINGERPRINT})$`,
);

export function subscriptionId(partition: string, topic: string, suffix: string): string {
  return `${partition}.${topic}.${suffix}`;
}

/** Reads an id; one that we cannot have made is not found. */
export function addressOf(id: string): SubscriptionAddress {
  const [, partition, topic, suffix] = SUBSCRIPTION_ID.exec(id) ?? [];
  if (!partition || !topic || !suffix) {
    throw notFound(`'${id.slice(0, 128)}' is no subscription id`);
  }
  return { id, partition, topic, suffix, key: subscriptionKey(topic, suffix) };
}

const FIRING_ID = new RegExp(
  `^(${FINGERPRINT})\\.(sources|refresh|unification|(?:segment|measure)-${FINGERPRINT})\\.([1-9]\\d{0,11})$`,
);

/** Where a firing lies, as its id says: `<partition>.<topic>.<sequence>`. One that we cannot have made is not found. */
export function firingAddress(id: string): FiringPlace {
  const [, partition, topic, sequence] = FIRING_ID.exec(id) ?? [];
  if (partition && topic && sequence) return firingPlace(partition, topic, Number(sequence));
  throw notFound(`'${id.slice(0, 128)}' is no firing id`);
}

const DEAD_LETTER_ID = new RegExp(`^([\\w-]{22}|${EVENT_DEAD_LETTERS})\\.(x\\.\\d{15}\\.[\\w.-]{1,256})$`);

/** Where a dead letter lies, as its id says: `<partition>.<row key>`. One that we cannot have made is not found. */
export function deadLetterAddress(id: string): Address {
  const [, partition, key] = DEAD_LETTER_ID.exec(id) ?? [];
  if (partition && key) return { partition, key };
  throw notFound(`'${id.slice(0, 128)}' is no dead letter id`);
}

export function deadLetterNotFound(): RequestError {
  return notFound('no such dead letter; it may have been redriven, deleted, or too old to be kept');
}

export interface FiringPlace {
  readonly partition: string;
  readonly topic: string;
  readonly group: string;
}

/** The place of a firing by its sequence. */
export function firingPlace(partition: string, topic: string, sequence: number): FiringPlace {
  return { partition, topic, group: firingGroup(sequence) };
}
