import type { MetricType, TriggerType } from '../../contract/trigger-types.ts';
import { encodeOrdered } from '../../domain/decimal.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { type Instant, instantToMilliseconds } from '../../domain/instant.ts';
import type { TopicKey } from '../../domain/topic.ts';
import type { KeyRange } from '../ports.ts';
import type { Work } from './rows.ts';

/*
 * Every key and every range of the one table; nothing else builds, cuts or compares a key. All rows of an environment are one
 * partition, so that rows that belong together change in one transaction, and no row of one environment can be found from
 * another. Within the partition:
 *
 *   t.<topic>                          state of a topic: sequence, baseline, names
 *   s.<topic>.[<threshold>.]<id>       subscription; thresholds in numeric order
 *   f.<topic>.<sequence, descending>   firing: what occurred, and how far its fan-out has come
 *   c.<topic>.<sequence, descending>   unfinished fan-out of a firing
 *   y.<time, descending>.<topic>.<sequence, descending>  timeline: what lists show of a firing, by the time of its commit
 *   b.timeline                         tells that the firings of earlier versions are on the timeline too
 *   d.<topic>.<group>.<subscription>   delivery; the group is the firing's descending sequence, or that of a test
 *   w.<time>.<what it is for>          work: what the sweeper has to look at, and from when
 *   r.<topic>.<run>                    run that has fired, with its sequence
 *   n.<data source>                    last run of a data source
 *   o.<process>.<name>                 last run of any other process
 *   i.<flow>                           the subscription that a flow has now
 *   h.<topic>.<subscription>           circuit of a subscription: last delivery, failures in a row
 *   p.<topic>.<subscription>.<sequence> delivery that waits for the circuit to close, oldest first
 *   l.<topic>.<subscription>           lock of the worker that releases waiting deliveries
 *   x.<time, descending>.<delivery>    dead letter of a delivery
 *
 * Five partitions stand beside those of the environments: the directory of all environments, the dead letters of events,
 * which may name no environment, the callbacks, for a flow that knows no more, the canary of the secrets' key, and how far the
 * diagnostic logs have been read:
 *
 *   a.<container>                      container: since when, and until when it has been read
 *   b.<hour>.<blob>                    blob: how far it has been read
 *
 * `!` sorts before, and `~` behind, every character that keys are made of. The first keeps the key before it out of a range,
 * the second ends a range behind everything with a common beginning.
 */
export const ENVIRONMENTS = 'environments';
export const EVENT_DEAD_LETTERS = 'dead-letters';

/** How far the diagnostic logs have been read. */
export const DIAGNOSTICS = 'diagnostics';

/** The partition that tells of callbacks which subscriptions they belong to. */
export const CALLBACKS = 'callbacks';

/** A subscription by its trigger type and callback. */
export function callbackKey(triggerType: TriggerType, callbackUrl: string, subscriptionId: string): string {
  return `${fingerprint(triggerType, callbackUrl)}.${subscriptionId}`;
}

/** The subscriptions of a trigger type and callback. */
export const callbackRange = (triggerType: TriggerType, callbackUrl: string) =>
  under(fingerprint(triggerType, callbackUrl));

/** All callbacks. */
export const allCallbacks = { from: '', to: '~' } as const;

/** The row that tells whether the keys of a process fit what is stored. */
export const SECRETS_KEY_CANARY = { partition: 'secrets-key', key: 'canary' } as const;

const SEQUENCE_DIGITS = 12;
const LAST_SEQUENCE = 10 ** SEQUENCE_DIGITS - 1;
const TIME_DIGITS = 15;
/** Later than any instant of a four-digit year, in milliseconds. */
const LAST_MOMENT = 253_402_300_799_999;

/** The partition of an environment. */
export function environmentPartition(environmentId: string): string {
  return fingerprint(environmentId);
}

/** Whether a text can be the partition of an environment. */
export function isEnvironmentPartition(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/** The whole directory of environments. */
export const directory = { partition: ENVIRONMENTS, range: { from: '', to: '~' } } as const;

/** All rows of an environment. */
export const wholePartition: KeyRange = { from: '', to: '~' };

/** The rows that an environment is kept for: what is subscribed, has fired, is due or is a dead letter. */
export const rowsInUse: readonly KeyRange[] = [
  { from: 'p.', to: 's.~' },
  { from: 'c.', to: 'f.~' },
  { from: 'w.', to: 'y.~' },
];

const PROCESS_KEY = /^[no]\./;
/** Whether a key is that of the last run of a process, data sources included. */
export const isProcessKey = (key: string) => PROCESS_KEY.test(key);
/** Whether a key is that of the state of a topic. */
export const isStateKey = (key: string) => key.startsWith('t.');

/** The first key that can follow another one. */
export const after = (key: string) => `${key}!`;

/** All keys that start with `prefix` and a point. */
function under(prefix: string): KeyRange {
  return { from: `${prefix}.`, to: `${prefix}.~` };
}

/** The keys from `first` to `last`, both included. */
function fromTo(first: string, last: string): KeyRange {
  return { from: first, to: after(last) };
}

// Topics, runs and processes

export const stateKey = (topic: TopicKey) => `t.${topic}`;
/** The states of all metrics of a type. */
export const metricsRange = (type: MetricType): KeyRange => ({ from: `t.${type}-`, to: `t.${type}-~` });

/** The states of all metrics. Another topic or two lie between the types. */
export const allMetrics: KeyRange = { from: metricsRange('measure').from, to: metricsRange('segment').to };

/** Whether a key is that of the state of a metric of the type. */
export const isMetricKey = (type: MetricType, key: string) => key.startsWith(metricsRange(type).from);

export const runKey = (topic: TopicKey, ...run: readonly string[]) => `r.${topic}.${fingerprint(...run)}`;
export const allRuns = under('r');

export const dataSourceKey = (name: string) => `n.${fingerprint(name)}`;
export const allDataSources = under('n');

export const processKey = (process: string, name: string) => `o.${process}.${fingerprint(name)}`;
/** The processes that are no data sources. */
export const allProcesses = under('o');

/** The data sources, and the other processes behind them. */
export const allDataSourcesAndProcesses: KeyRange = { from: allDataSources.from, to: allProcesses.to };

/** Whether a key is that of a data source. */
export const isDataSourceKey = (key: string) => key.startsWith(allDataSources.from);

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

// Firings. The group is the end of a firing's key, and what its deliveries have in common: newest first.

export function firingGroup(sequence: number): string {
  return ascending(LAST_SEQUENCE - sequence);
}

/** The sequence of the firing that a group of deliveries belongs to. */
export function sequenceOf(group: string): number {
  return LAST_SEQUENCE - Number(group);
}

function ascending(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
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

// Deliveries

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

// Dead letters

/** A moment as text; later moments sort first. */
function descendingTime(milliseconds: number): string {
  return String(LAST_MOMENT - milliseconds).padStart(TIME_DIGITS, '0');
}

export const deadLetterKey = (milliseconds: number, name: string) => `x.${descendingTime(milliseconds)}.${name}`;
export const allDeadLetters = under('x');

/** Whether a key is that of a dead letter. */
export const isDeadLetterKey = (key: string) => key.startsWith('x.');

/** The dead letters since a moment. */
export function deadLettersSince(milliseconds: number): KeyRange {
  return { ...allDeadLetters, to: `x.${descendingTime(milliseconds)}.~` };
}

/** The dead letters of a moment and of all before it. */
export function deadLettersUntil(milliseconds: number): KeyRange {
  return { ...allDeadLetters, from: `x.${descendingTime(milliseconds)}` };
}

// Work

export function workKey(dueAt: Instant, work: Work): string {
  return `w.${timeOfWork(dueAt)}.${work.topic}.${nameOfWork(work)}`;
}

function nameOfWork(work: Work): string {
  if (work.kind === 'release') return `release.${work.suffix}`;
  return work.kind === 'fan-out' ? work.group : `${work.group}.${work.suffix}`;
}

/** A point would end this part of the key, so the time loses the one before its fraction. */
function timeOfWork(instant: Instant): string {
  return instant.replace('.', '');
}

/** From when on the sweeper takes care of the work of a key. */
export function dueTimeOf(key: string): Instant {
  const time = key.split('.')[1] ?? '';
  return `${time.slice(0, WHOLE_SECONDS)}.${time.slice(WHOLE_SECONDS)}` as Instant;
}

const WHOLE_SECONDS = 'YYYY-MM-DDTHH:mm:ss'.length;

/** All work, due or not. */
export const allWork = under('w');

/** Whether a key is that of a work row. */
export const isWorkKey = (key: string) => key.startsWith('w.');

/** Whether the time of a row of work has come, from its key. */
export const isDueWork = (key: string, now: Instant) => key < dueWork(now).to;

/** All work that is due. */
export function dueWork(now: Instant): KeyRange {
  return { from: 'w.', to: `w.${timeOfWork(now)}~` };
}

/** The key of a row of work with the token of the call that writes it. Readers use no more of the key than its time. */
export const tokenWorkKey = (key: string, token: string) => `${key}.${token}`;

/** Whether the key of a row of work carries the token. */
export function hasToken(key: string | undefined, token: string): boolean {
  return key?.endsWith(`.${token}`) === true;
}

// Diagnostic logs. An hour is the start of it, in milliseconds since the Unix epoch.

export const containerKey = (container: string) => `a.${fingerprint(container)}`;

export function blobKey(hour: number, container: string, name: string): string {
  return `${hourPrefix(hour)}.${fingerprint(container, name)}`;
}

function hourPrefix(milliseconds: number): string {
  return `b.${new Date(milliseconds).toISOString().slice(0, 13)}`;
}

/** The blobs of an hour and of all after it. */
export const blobsFrom = (hour: number): KeyRange => ({ ...under('b'), from: hourPrefix(hour) });

/** The blobs of all hours before one. */
export const blobsBefore = (hour: number): KeyRange => ({ ...under('b'), to: hourPrefix(hour) });
