import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import { isFinished } from '../delivery/delivery-view.ts';
import type { Deps, KeyRange, Row } from '../ports.ts';
import {
  deadLettersUntil,
  deliveriesOfGroup,
  firingGroup,
  firingKey,
  subscriptionKey,
  subscriptionKeyOf,
} from '../store/keys.ts';
import { subscriptionAddress } from '../store/resource-ids.ts';
import {
  callbackRow,
  deliveryRow,
  firingRow,
  flowRow,
  parseRow,
  processRow,
  runRow,
  subscriptionRow,
  timelineRow,
} from '../store/rows.ts';

/** How much longer dead letters are kept than finished rows. */
const DEAD_LETTER_FACTOR = 3;

/** How long a dormant or gone subscription is kept. */
const INACTIVE_SUBSCRIPTION_MS = 30 * 24 * 60 * 60_000;

/** What is older than these limits has expired. */
export interface Limits {
  /** For deliveries, firings, runs and processes. */
  readonly finished: Instant;
  readonly inactiveSubscription: Instant;
  /** The dead letters that have expired: those are removed whatever they say. */
  readonly deadLetters: KeyRange;
}

/** The limits as of now. */
export function limitsNow({ clock, settings }: Pick<Deps, 'clock' | 'settings'>): Limits {
  const now = clock.now();
  return {
    finished: instantFromMilliseconds(now - settings.retention),
    inactiveSubscription: instantFromMilliseconds(now - INACTIVE_SUBSCRIPTION_MS),
    deadLetters: deadLettersUntil(now - DEAD_LETTER_FACTOR * settings.retention),
  };
}

/** A dead delivery stays as long as its dead letter, since a redrive needs it. */
export function isExpiredDelivery({ finished, deadLetters }: Limits, row: Row): boolean {
  const delivery = parseRow(deliveryRow, row).data;
  const { state, dueAt, attempts, deadLetterKey } = delivery;
  // The keys of dead letters sort by time, newest first.
  if (state === 'dead' && deadLetterKey) return deadLetterKey >= deadLetters.from;
  return isFinished(delivery) && (attempts.at(-1)?.at ?? dueAt) < finished;
}

/** A firing stays until its fan-out is finished and the last of its deliveries is removed. */
export async function isExpiredFiring(
  { store }: Pick<Deps, 'store'>,
  { partition, finished }: { readonly partition: string; readonly finished: Instant },
  row: Row,
): Promise<boolean> {
  const { committedAt, cursor, topic, sequence } = parseRow(firingRow, row).data;
  if (committedAt >= finished || cursor !== undefined) return false;
  const deliveries = await store.range(partition, { ...deliveriesOfGroup(topic, firingGroup(sequence)), top: 1 });
  return deliveries.rows.length === 0;
}

/** Whether the firing of a row on the timeline was removed: perhaps by an earlier version, which knows no timeline. */
export async function isWithoutFiring({ store }: Pick<Deps, 'store'>, partition: string, row: Row): Promise<boolean> {
  const { topic, sequence } = parseRow(timelineRow, row).data;
  return !(await store.read(partition, firingKey(topic, firingGroup(sequence))));
}

/** Whether the run fired before the limit. */
export function isExpiredRun({ finished }: Limits, row: Row): boolean {
  return parseRow(runRow, row).data.at < finished;
}

/** Whether the last run of the process ended before the limit. */
export function isExpiredProcess({ finished }: Limits, row: Row): boolean {
  return parseRow(processRow, row).data.lastEndedAt < finished;
}

/** A data source stays in the lists until it is deleted. */
export function isExpiredDataSource(limits: Limits, row: Row): boolean {
  return parseRow(processRow, row).data.lastStatus === 'deleted' && isExpiredProcess(limits, row);
}

/** Whether a subscription was dormant or gone for long enough. */
export function isExpiredSubscription({ inactiveSubscription }: Limits, row: Row): boolean {
  const { status, statusSince } = parseRow(subscriptionRow, row).data;
  if (status !== 'dormant' && status !== 'gone') return false;
  return statusSince !== undefined && statusSince < inactiveSubscription;
}

/** Whether the subscription of a circuit, or of the lock of its release, was removed. */
export async function isOrphaned({ store }: Pick<Deps, 'store'>, partition: string, { key }: Row): Promise<boolean> {
  return !(await store.read(partition, subscriptionKeyOf(key)));
}

/** Whether the subscription of a flow was removed. Every create request of the flow rewrites this row. */
export async function isOrphanedFlow({ store }: Pick<Deps, 'store'>, partition: string, row: Row): Promise<boolean> {
  const { topic, suffix } = parseRow(flowRow, row).data;
  return !(await store.read(partition, subscriptionKey(topic, suffix)));
}

/** A callback is noted before its subscription is made, so a new note without one says nothing. */
const CALLBACK_GRACE_MS = 24 * 60 * 60_000;

/** Whether the subscription of a callback was removed. */
export async function isOrphanedCallback({ store, clock }: Pick<Deps, 'store' | 'clock'>, row: Row): Promise<boolean> {
  const { subscriptionId, at } = parseRow(callbackRow, row).data;
  if (at > instantFromMilliseconds(clock.now() - CALLBACK_GRACE_MS)) return false;
  const { partition, key } = subscriptionAddress(subscriptionId);
  return !(await store.read(partition, key));
}
