import { judgeFailures } from '../../domain/circuit.ts';
import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps, Write } from '../ports.ts';
import { circuitKey, RELEASE, stateKey, subscriptionKey, workKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { type DeliveryRow, type HealthRow, healthRow, type Stored, stateRow, subscriptionRow } from '../store/rows.ts';
import { unmoved } from '../store/topic-state.ts';
import { circuitAfter, type Patient, type Status, statusAfter } from './circuit-breaker.ts';
import type { Settled } from './delivery-writes.ts';

/** Milliseconds of an attempt. */
const LONG_MS = 1_000;

/** What an attempt does to the health of its subscription and to the subscription itself. */
export async function healthWrites(deps: Deps, settled: Settled): Promise<Write[]> {
  const { partition, after, verdict, subscription } = settled;
  if (!verdict || after.isTest) return [];
  const key = circuitKey(after.topic, after.suffix);
  // A success of a healthy subscription needs no look at what was before, so that it never competes with anybody. During a long
  // attempt others may have opened the circuit.
  const healthy: Write = { kind: 'put', key, data: { consecutiveFailures: 0, lastDelivery: lastOf(settled) } };
  if (after.state === 'delivered' && subscription?.data.status === 'active' && !isLong(after)) return [healthy];
  // In this order: whatever ends a circuit changes the health, so a circuit that is over by the second read makes the write conflict.
  // A success counts nothing on.
  const health = after.state === 'delivered' ? undefined : await readRow(deps.store, { partition, key }, healthRow);
  const now = await readRow(
    deps.store,
    { partition, key: subscriptionKey(after.topic, after.suffix) },
    subscriptionRow,
  );
  const state =
    verdict.kind === 'gone'
      ? await readRow(deps.store, { partition, key: stateKey(after.topic) }, stateRow)
      : undefined;
  const patient = { settled, state, subscription: now, health };
  if (after.state !== 'delivered') return failed(deps, patient);
  return now?.data.status === 'failing' ? [healthy, ...turn(deps, patient, 'active')] : [healthy];
}

function isLong({ attempts }: DeliveryRow): boolean {
  return (attempts.at(-1)?.durationMs ?? 0) >= LONG_MS;
}

function lastOf({ after }: Settled): HealthRow['lastDelivery'] {
  const last = after.attempts.at(-1);
  return last && { at: last.at, outcome: last.outcome };
}

/** Counts on, and opens the circuit, moves its probe, or ends the subscription. */
function failed(deps: Deps, patient: Patient): Write[] {
  const { settled, subscription, health } = patient;
  const at = deps.clock.now();
  const consecutiveFailures = (health?.data.consecutiveFailures ?? 0) + 1;
  const firstFailureAt = health?.data.firstFailureAt ?? instantFromMilliseconds(at);
  const { disableAfter } = deps.settings;
  const judged = judgeFailures({
    count: consecutiveFailures,
    firstAt: Date.parse(firstFailureAt),
    now: at,
    disableAfter,
  });
  const status = statusAfter(patient, judged);
  const circuit = status === 'failing' ? circuitAfter(deps, patient, consecutiveFailures) : undefined;
  const data: HealthRow = { consecutiveFailures, firstFailureAt, lastDelivery: lastOf(settled), circuit };
  const key = circuitKey(settled.after.topic, settled.after.suffix);
  const writes: Write[] = [health ? { kind: 'replace', key, etag: health.etag, data } : { kind: 'insert', key, data }];
  if (status && status !== subscription?.data.status) return [...writes, ...turn(deps, patient, status)];
  return circuit && !circuit.probe ? [...writes, releaseWork(settled, circuit.probeAt)] : writes;
}

/**
 * A change of status, and work on the deliveries that wait: to send them, or to give them up. Who is gone leaves in a
 * transaction that rewrites the state of the topic, as who subscribes comes in one: so every firing is before or after it.
 */
function turn(deps: Deps, { settled, state, subscription }: Patient, status: Status): Write[] {
  if (!subscription) return [];
  const now = instantFromMilliseconds(deps.clock.now());
  const leaves = status === 'gone' ? unmoved(state) : [];
  const until = leaves.length > 0 ? state?.data.sequence : undefined;
  const turned = replacement(subscription, { ...subscription.data, status, statusSince: now, until });
  return [turned, ...leaves, ...(subscription.data.status === 'failing' ? [releaseWork(settled, now)] : [])];
}

function replacement<T extends object>({ key, etag }: Stored<T>, data: T): Write {
  return { kind: 'replace', key, etag, data };
}

function releaseWork({ after: { topic, suffix } }: Settled, at: Instant): Write {
  return insertRelease({ topic, suffix }, at);
}

/** Makes the sweeper look at what waits for a subscription. */
export function insertRelease(of: { readonly topic: string; readonly suffix: string }, at: Instant): Write {
  const place = { ...of, group: RELEASE };
  return { kind: 'put', key: workKey(at, place), data: place };
}

export type Health = Stored<HealthRow> | undefined;

/** Rewrites the health on the condition that it is as it was read, with another probe if one is given. */
export function touch({ topic, suffix, dueAt }: DeliveryRow, health: Health, probe?: string): Write {
  const key = circuitKey(topic, suffix);
  const circuit =
    probe === undefined ? health?.data.circuit : { probe, probeAt: health?.data.circuit?.probeAt ?? dueAt };
  const data: HealthRow = { ...(health?.data ?? { consecutiveFailures: 0 }), circuit };
  return health ? { kind: 'replace', key, etag: health.etag, data } : { kind: 'insert', key, data };
}
