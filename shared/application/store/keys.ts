import type { MetricType } from '../../contract/trigger-types.ts';
import { encodeOrdered } from '../../domain/decimal.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import type { Instant } from '../../domain/instant.ts';
import type { TopicKey } from '../../domain/topic.ts';
import type { KeyRange } from '../ports.ts';

/*
 * The one table. Everything of an environment is one partition, so that whatever belongs together changes in one
 * transaction, and so that nothing of one environment can be found from another. Within it:
 *
 *   t.<topic>                          state: sequence, baseline, names
 *   s.<topic>.[<threshold>.]<id>       subscription; thresholds in numeric order
 *   f.<topic>.<sequence, descending>   firing: the occurrence and how far its fan-out is
 *   c.<topic>.<sequence, descending>   firing whose fan-out is not through, by its cursor
 *   d.<topic>.<group>.<subscription>   delivery; the group is the firing's descending sequence, or that of a test
 *   w.<time>.<delivery or firing>      work: what the sweeper has to look at, and when
 *   r.<topic>.<run>                    run that has fired, with its sequence
 *   n.<data source>                    data source as its last run left it
 *   o.<process>.<name>                 any other process as its last run left it
 *   i.<flow>                           the subscription that a flow has now
 *   h.<topic>.<subscription>           health: last delivery, failures in a row
 *   p.<topic>.<subscription>.<sequence> delivery that waits for a circuit to close, oldest first
 *   l.<topic>.<subscription>           lock of whoever releases what waits
 *   x.<time, descending>.<delivery>    dead letter of a delivery
 *
 * Two partitions stand beside the environments: their directory, and the dead letters of events, which may name none.
 */
export const ENVIRONMENTS = 'environments';

export const EVENT_DEAD_LETTERS = 'dead-letters';

/** The whole directory. */
export const directory = { partition: ENVIRONMENTS, range: { from: '', to: '~' } } as const;

const SEQUENCE_DIGITS = 12;

const LAST_SEQUENCE = 10 ** SEQUENCE_DIGITS - 1;

/** Later than any instant of a four-digit year, in milliseconds. */
const LAST_MOMENT = 253_402_300_799_999;

/** The partition of an environment. */
export function environmentPartition(environmentId: string): string {
  return fingerprint(environmentId);
}

export const stateKey = (topic: TopicKey) => `t.${topic}`;

export const runKey = (topic: TopicKey, ...run: readonly string[]) => `r.${topic}.${fingerprint(...run)}`;

export const sourceKey = (name: string) => `n.${fingerprint(name)}`;

export const processKey = (process: string, name: string) => `o.${process}.${fingerprint(name)}`;

export const fanOutKey = (topic: TopicKey, group: string) => `c.${topic}.${group}`;

export const flowKey = (flow: string) => `i.${flow}`;

/** The part of a subscription's key behind its topic: `[<threshold>.]<id>`. */
export function subscriptionSuffix(threshold: number | undefined, id: string): string {
  return threshold === undefined ? id : `${encodeOrdered(threshold)}.${id}`;
}

export const subscriptionKey = (topic: TopicKey, suffix: string) => `s.${topic}.${suffix}`;

export const healthKey = (topic: TopicKey, suffix: string) => `h.${topic}.${suffix}`;

/** The subscriptions of a topic; with a rise, only those whose threshold it crossed. */
export function subscribersRange(topic: TopicKey, rise?: { readonly from: number; readonly to: number }): KeyRange {
  if (!rise) return everythingUnder(`s.${topic}`);
  return { from: subscriptionKey(topic, encodeOrdered(rise.from)), to: subscriptionKey(topic, encodeOrdered(rise.to)) };
}

/** The group of a firing's deliveries, and the end of its key: newest first. */
export function firingGroup(sequence: number): string {
  return String(LAST_SEQUENCE - sequence).padStart(SEQUENCE_DIGITS, '0');
}

/** The sequence of the firing that a group of deliveries belongs to. */
export function sequenceOf(group: string): number {
  return LAST_SEQUENCE - Number(group);
}

export const firingKey = (topic: TopicKey, group: string) => `f.${topic}.${group}`;

export const parkedKey = (topic: TopicKey, suffix: string, group: string) =>
  `p.${topic}.${suffix}.${String(sequenceOf(group)).padStart(SEQUENCE_DIGITS, '0')}`;

export const releaseLockKey = (topic: TopicKey, suffix: string) => `l.${topic}.${suffix}`;

/** Not a group of deliveries, but the release of those of one subscription that wait. */
export const RELEASE = 'release';

export const deliveryKey = (topic: TopicKey, group: string, suffix: string) => `d.${topic}.${group}.${suffix}`;

export const deadLetterKey = (now: number, name: string) => `x.${descendingTime(now)}.${name}`;

/** A point in time, so that later ones come first in the order of text. */
export function descendingTime(milliseconds: number): string {
  return String(LAST_MOMENT - milliseconds).padStart(15, '0');
}

/** Work on a delivery; without a suffix, on the fan-out of the firing. */
export function workKey(dueAt: Instant, place: { topic: TopicKey; group: string; suffix?: string }): string {
  const { topic, group, suffix } = place;
  // A point would end the part of the key too early, so the time goes without its fraction's separator.
  return `w.${dueAt.replace('.', '')}.${topic}.${group}${suffix ? `.${suffix}` : ''}`;
}

/** The states of all metrics of a type. */
export function metricsRange(metricType: MetricType): KeyRange {
  return { from: `t.${metricType}-`, to: `t.${metricType}-~` };
}

/** Work that is due now or was due before. */
export function workRange(now: Instant): KeyRange {
  return { from: 'w.', to: `w.${now.replace('.', '')}~` };
}

/** All keys that start with `prefix` and a point: `~` sorts behind every character that keys are made of. */
export function everythingUnder(prefix: string): KeyRange {
  return { from: `${prefix}.`, to: `${prefix}.~` };
}

/** The keys from `first` to `last`, both included: `!` sorts before every character that keys are made of. */
export function between(first: string, last: string): KeyRange {
  return { from: first, to: `${last}!` };
}
