import type { TopicKey } from '../../../domain/topic.ts';
import type { KeyRange } from '../../ports.ts';
import { sequenceOf } from './firings.ts';
import { ascending, descendingTime, fromTo, under } from './ranges.ts';

export const deliveryKey = (topic: TopicKey, group: string, suffix: string) => `d.${topic}.${group}.${suffix}`;
export const allDeliveries = under('d');
export const deliveriesOfGroup = (topic: TopicKey, group: string) => under(`d.${topic}.${group}`);

/** The deliveries of a group to the subscriptions from one suffix to another, both included. */
export function deliveriesRange(topic: TopicKey, group: string, suffixes: { from: string; to: string }): KeyRange {
  return fromTo(deliveryKey(topic, group, suffixes.from), deliveryKey(topic, group, suffixes.to));
}

const TEST_PREFIX = 't';

/** The group of a test delivery: newest first. `unique` tells tests of the same millisecond apart. */
export function testGroup(milliseconds: number, unique: string): string {
  return `${TEST_PREFIX}${descendingTime(milliseconds)}-${unique}`;
}

/** The test deliveries of a topic, and those of its firings. */
export function deliveriesOfTopic(topic: TopicKey): { tests: KeyRange; firings: KeyRange } {
  const { from, to } = under(`d.${topic}`);
  const firstTest = `${from}${TEST_PREFIX}`;
  return { tests: { from: firstTest, to }, firings: { from, to: firstTest } };
}

/** The firing or the test that a delivery belongs to, from the key of the delivery. */
export function occurrenceOf(key: string): { readonly topic: TopicKey; readonly group: string } {
  const [, topic = '', group = ''] = key.split('.', 3);
  return { topic, group };
}

/** Whether the group is that of a test. */
export const isTestGroup = (group: string) => group.startsWith(TEST_PREFIX);

/** Whether a key is that of a delivery to the subscription. */
export function isDeliveryTo(suffix: string, key: string): boolean {
  return key.endsWith(`.${suffix}`);
}

/**
 * The first key behind the key of a delivery that can be one to the subscription: within a group, deliveries are in the order
 * of their subscriptions, so each group holds one at most.
 */
export function nextDeliveryTo({ topic, suffix }: { topic: TopicKey; suffix: string }, key: string): string {
  const [group = ''] = key.slice(under(`d.${topic}`).from.length).split('.', 1);
  const wanted = deliveryKey(topic, group, suffix);
  return key < wanted ? wanted : deliveryKey(topic, group, '~');
}

export function waitingKey(topic: TopicKey, suffix: string, group: string): string {
  return `p.${topic}.${suffix}.${ascending(sequenceOf(group))}`;
}

/** The deliveries that wait for any circuit. */
export const allWaiting = under('p');

/** The topic of a delivery that waits, from the key of its row. */
export function topicOfWaiting(key: string): TopicKey {
  return key.split('.', 2).slice(1).join('');
}

/** The key of a delivery that waits, from the key of its row and its group. */
export function deliveryOfWaiting(key: string, group: string): string {
  const [, topic = '', ...rest] = key.split('.');
  return deliveryKey(topic, group, rest.slice(0, -1).join('.'));
}

/** The deliveries that wait for the circuits of the subscriptions from one key to another, both included. */
export function waitingOf(first: string, last: string): KeyRange {
  return { from: under(`p.${first.slice('s.'.length)}`).from, to: under(`p.${last.slice('s.'.length)}`).to };
}

/** The key of the subscription that a delivery waits for. */
export function subscriptionKeyOfWaiting(key: string): string {
  return `s.${key.slice('p.'.length, key.lastIndexOf('.'))}`;
}

/** The deliveries that wait for a subscription's circuit to close, oldest first. */
export const waitingRange = (topic: TopicKey, suffix: string) => under(`p.${topic}.${suffix}`);

export const releaseLockKey = (topic: TopicKey, suffix: string) => `l.${topic}.${suffix}`;
export const allReleaseLocks = under('l');
