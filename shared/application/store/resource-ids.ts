import { phrase } from '../../contract/phrase.ts';
import type { TopicKey } from '../../domain/topic.ts';
import { notFound } from '../errors.ts';
import { deliveryKey, EVENT_DEAD_LETTERS, firingGroup, subscriptionKey } from './keys.ts';
import type { Address } from './read-rows.ts';

/*
 * Public ids: what the API and webhooks call a resource by. Each tells where the rows of its resource lie, so reading one
 * needs no look-up. An id that this app cannot have made names nothing: 404.
 */

const FINGERPRINT = '[\\w-]{22}';
const TOPIC = `sources|refresh|unification|(?:segment|measure)-${FINGERPRINT}`;
/** Of a firing. */
const SEQUENCE = '[1-9]\\d{0,11}';
const TEST = 't\\d{15}-[\\w-]{1,64}';

/** The id as an error quotes it. */
const shortened = (id: string) => id.slice(0, 128);

/** Where a subscription lies. */
export interface SubscriptionAddress {
  readonly id: string;
  readonly partition: string;
  readonly topic: TopicKey;
  readonly suffix: string;
  readonly key: string;
}

const SUFFIX = `(?:[0-9a-f]{16}\\.)?${FINGERPRINT}`;
const SUBSCRIPTION_ID = new RegExp(`^(${FINGERPRINT})\\.(${TOPIC})\\.(${SUFFIX})$`);

export function subscriptionId(partition: string, topic: TopicKey, suffix: string): string {
  return `${partition}.${topic}.${suffix}`;
}

/** @throws RequestError 404 for an id that is none of ours */
export function subscriptionAddress(id: string): SubscriptionAddress {
  const [, partition, topic, suffix] = SUBSCRIPTION_ID.exec(id) ?? [];
  if (!partition || !topic || !suffix) throw notFound(phrase('error.no-subscription-id', { id: shortened(id) }));
  return { id, partition, topic, suffix, key: subscriptionKey(topic, suffix) };
}

/** Where the rows of a subscription lie, without its id. */
export type SubscriptionPlace = Pick<SubscriptionAddress, 'partition' | 'topic' | 'suffix'>;

/** Where a firing lies. */
export interface FiringAddress {
  readonly partition: string;
  readonly topic: TopicKey;
  readonly group: string;
}

const FIRING_ID = new RegExp(`^(${FINGERPRINT})\\.(${TOPIC})\\.(${SEQUENCE})$`);

/** `occurrence` is the sequence of a firing, or that of a test from `testOccurrence`. */
export function firingId(partition: string, topic: TopicKey, occurrence: number | string): string {
  return `${partition}.${topic}.${occurrence}`;
}

/** @throws RequestError 404 for an id that is none of ours */
export function firingAddress(id: string): FiringAddress {
  const [, partition, topic, sequence] = FIRING_ID.exec(id) ?? [];
  if (!partition || !topic || !sequence) throw notFound(phrase('error.no-firing-id', { id: shortened(id) }));
  return { partition, topic, group: firingGroup(Number(sequence)) };
}

/** What stands for the sequence in the ids of a test. */
export const testOccurrence = (group: string) => `test-${group}`;

/**
 * The id of a notification, by which its receiver tells repeats. It follows from the subscription and the occurrence alone,
 * so every attempt has the same one.
 */
export function notificationId(suffix: string, occurrence: number | string): string {
  return `${suffix.slice(suffix.lastIndexOf('.') + 1)}.${occurrence}`;
}

const OCCURRENCE = new RegExp(`^(?:(${SEQUENCE})|test-(${TEST}))$`);

/**
 * Where a subscription's delivery lies, by the id of its notification.
 *
 * @throws RequestError 404 for an id that is no notification of the subscription
 */
export function deliveryAddress({ partition, topic, suffix }: SubscriptionAddress, id: string): Address {
  const occurrence = id.slice(notificationId(suffix, '').length);
  const [, sequence, test] = OCCURRENCE.exec(occurrence) ?? [];
  const group = sequence === undefined ? test : firingGroup(Number(sequence));
  if (group === undefined || id !== notificationId(suffix, occurrence)) throw deliveryNotFound();
  return { partition, key: deliveryKey(topic, group, suffix) };
}

export function deliveryNotFound() {
  return notFound(phrase('error.no-delivery'), 'notificationId');
}

const DEAD_LETTER_ID = new RegExp(`^(${FINGERPRINT}|${EVENT_DEAD_LETTERS})\\.(x\\.\\d{15}\\.[\\w.-]{1,256})$`);

export function deadLetterId({ partition, key }: Address): string {
  return `${partition}.${key}`;
}

/** @throws RequestError 404 for an id that is none of ours */
export function deadLetterAddress(id: string): Address {
  const [, partition, key] = DEAD_LETTER_ID.exec(id) ?? [];
  if (!partition || !key) throw notFound(phrase('error.no-dead-letter-id', { id: shortened(id) }));
  return { partition, key };
}

export function deadLetterNotFound() {
  return notFound(phrase('error.no-dead-letter'));
}

/** What the parts of keys look like that this app makes. Messages are read by them, so that they can name nothing else. */
export const keyParts = {
  partition: new RegExp(`^${FINGERPRINT}$`),
  topic: new RegExp(`^(?:${TOPIC})$`),
  /** Of the deliveries of a firing, or of a test. */
  group: new RegExp(`^(?:\\d{12}|${TEST})$`),
  suffix: new RegExp(`^${SUFFIX}$`),
} as const;
