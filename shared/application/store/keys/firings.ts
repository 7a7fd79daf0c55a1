import { type Instant, instantToMilliseconds } from '../../../domain/instant.ts';
import type { TopicKey } from '../../../domain/topic.ts';
import type { KeyRange } from '../../ports.ts';
import { ascending, descendingTime, LAST_SEQUENCE, under } from './ranges.ts';

// Firings. The group is the end of a firing's key, and what its deliveries have in common: newest first.

export function firingGroup(sequence: number): string {
  return ascending(LAST_SEQUENCE - sequence);
}

/** The sequence of the firing that a group of deliveries belongs to. */
export function sequenceOf(group: string): number {
  return LAST_SEQUENCE - Number(group);
}

export const firingKey = (topic: TopicKey, group: string) => `f.${topic}.${group}`;
export const allFirings = under('f');
export const firingsRange = (topic: TopicKey) => under(`f.${topic}`);

/** The firings of a topic behind a sequence, newest first. */
export function firingsAfter(topic: TopicKey, sequence: number): KeyRange {
  return { ...firingsRange(topic), to: firingKey(topic, firingGroup(sequence)) };
}

/** The firings of a topic up to a sequence, newest first. */
export function firingsUpTo(topic: TopicKey, sequence: number): KeyRange {
  return { ...firingsRange(topic), from: firingKey(topic, firingGroup(sequence)) };
}

/** The row of a firing on the timeline: newest first over all topics. */
export function timelineKey(committedAt: Instant, topic: TopicKey, group: string): string {
  return `y.${descendingTime(instantToMilliseconds(committedAt))}.${topic}.${group}`;
}

/** The firings of all topics since a moment, newest first; all of them without one. */
export function timelineSince(since: Instant | undefined): KeyRange {
  const all = under('y');
  return since === undefined ? all : { ...all, to: `y.${descendingTime(instantToMilliseconds(since))}.~` };
}

/** The firings on the timeline that were committed before a moment. */
export function timelineBefore(moment: Instant): KeyRange {
  return { ...under('y'), from: `y.${descendingTime(instantToMilliseconds(moment))}` };
}

/** Whether a key is that of a firing on the timeline. */
export const isTimelineKey = (key: string) => key.startsWith('y.');

/** Tells that the firings of earlier versions are on the timeline too. */
export const TIMELINE_COMPLETE = 'b.timeline';

export const fanOutKey = (topic: TopicKey, group: string) => `c.${topic}.${group}`;
export const fanOutsRange = (topic: TopicKey) => under(`c.${topic}`);
