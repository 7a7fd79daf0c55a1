import { encodeOrdered } from '../../../domain/decimal.ts';
import type { TopicKey } from '../../../domain/topic.ts';
import type { KeyRange } from '../../ports.ts';
import { fromTo, under } from './ranges.ts';

// Subscriptions. The suffix is the part of a subscription's key behind its topic: `[<threshold>.]<id>`.

export function subscriptionSuffix(threshold: number | undefined, id: string): string {
  return threshold === undefined ? id : `${encodeOrdered(threshold)}.${id}`;
}

export const subscriptionKey = (topic: TopicKey, suffix: string) => `s.${topic}.${suffix}`;
export const allSubscriptions = under('s');

/** The suffix of a subscription of a topic, from its key. */
export function suffixOf(topic: TopicKey, key: string): string {
  return key.slice(subscriptionKey(topic, '').length);
}

/** The subscriptions of a topic; with a rise, only those whose threshold it crossed. */
export function subscribersRange(topic: TopicKey, rise?: { readonly from: number; readonly to: number }): KeyRange {
  if (!rise) return under(`s.${topic}`);
  return { from: subscriptionKey(topic, encodeOrdered(rise.from)), to: subscriptionKey(topic, encodeOrdered(rise.to)) };
}

/** The subscriptions of a topic from one suffix to another, both included. */
export function subscriptionsRange(topic: TopicKey, first: string, last: string): KeyRange {
  return fromTo(subscriptionKey(topic, first), subscriptionKey(topic, last));
}

export const flowKey = (flow: string) => `i.${flow}`;
export const allFlows = under('i');
export const circuitKey = (topic: TopicKey, suffix: string) => `h.${topic}.${suffix}`;
export const allCircuits = under('h');

/** The circuits of the subscriptions from one key to another, both included. */
export function circuitsOf(first: string, last: string): KeyRange {
  return fromTo(`h.${first.slice('s.'.length)}`, `h.${last.slice('s.'.length)}`);
}

/** The key of the subscription that a circuit or the lock of a release belongs to. */
export function subscriptionKeyOf(key: string): string {
  return `s.${key.slice('h.'.length)}`;
}
