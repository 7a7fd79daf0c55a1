import type { LogLine } from '../../contract/telemetry.ts';
import { judgeFailures } from '../../domain/circuit.ts';
import { type Instant, instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import type { Deps, Write } from '../ports.ts';
import { circuitKey, stateKey, subscriptionKey, workKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import {
  type CircuitRow,
  circuitRow,
  type DeliveryRow,
  type Stored,
  type SubscriptionRow,
  stateRow,
  subscriptionRow,
  type Work,
} from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { type Failure, openCircuit, statusAfter } from './circuit-breaker.ts';
import { statusLines } from './delivery-lines.ts';
import type { DeliveryResult } from './delivery-writes.ts';

/** Milliseconds. During a longer attempt other attempts may have opened the circuit. */
const LONG_ATTEMPT_MS = 1_000;

/** What an attempt changes beside its delivery, and what operators are told of it once it is committed. */
export interface Consequences {
  readonly writes: readonly Write[];
  readonly lines: readonly LogLine[];
}

/** What an attempt changes in the circuit of its subscription, and in the subscription itself. */
export async function circuitWrites(deps: Deps, result: DeliveryResult): Promise<Consequences> {
  const { after, verdict } = result;
  if (!verdict || after.isTest) return { writes: [], lines: [] };
  return after.state === 'delivered'
    ? successWrites(deps, result)
    : failureWrites(deps, await readFailure(deps, result));
}

/** A quick success of an active subscription needs no look at the rows before, so it never conflicts with another writer. */
async function successWrites(deps: Deps, result: DeliveryResult): Promise<Consequences> {
  const { partition, after, subscription } = result;
  const { topic, suffix } = after;
  const data: CircuitRow = { consecutiveFailures: 0, lastDelivery: lastDelivery(after) };
  const closed: Write = { kind: 'put', key: circuitKey(topic, suffix), data };
  if (subscription?.data.status === 'active' && !wasLong(after)) return { writes: [closed], lines: [] };
  const now = await readRow(deps.store, { partition, key: subscriptionKey(topic, suffix) }, subscriptionRow);
  if (now?.data.status !== 'failing') return { writes: [closed], lines: [] };
  return {
    writes: [closed, ...statusWrites(deps, now, { status: 'active', after })],
    lines: statusLines(now.data, { status: 'active', reason: 'delivered', circuit: data }),
  };
}

/**
 * Reads the circuit before the subscription: everything that closes a circuit changes its row, so when the second read finds
 * it closed, the write of the first conflicts.
 */
async function readFailure(deps: Deps, result: DeliveryResult): Promise<Failure> {
  const { partition, after, verdict } = result;
  const { topic, suffix } = after;
  const circuit = await readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow);
  const subscription = await readRow(deps.store, { partition, key: subscriptionKey(topic, suffix) }, subscriptionRow);
  const isGone = verdict?.kind === 'gone';
  const state = isGone ? await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow) : undefined;
  return { result, subscription, circuit, state };
}

/** Counts the failure, and opens the circuit, moves its probe or ends the subscription. */
function failureWrites(deps: Deps, failure: Failure): Consequences {
  const { result, subscription, circuit } = failure;
  const { topic, suffix } = result.after;
  const now = deps.clock.now();
  const consecutiveFailures = (circuit?.data.consecutiveFailures ?? 0) + 1;
  const firstFailureAt = circuit?.data.firstFailureAt ?? instantFromMilliseconds(now);
  const judgment = judgeFailures({
    count: consecutiveFailures,
    firstAt: instantToMilliseconds(firstFailureAt),
    now,
    disableAfter: deps.settings.disableAfter,
  });
  const status = statusAfter(failure, judgment);
  const open = status === 'failing' ? openCircuit(deps, failure, consecutiveFailures) : undefined;
  const data: CircuitRow = {
    ...circuit?.data,
    consecutiveFailures,
    firstFailureAt,
    lastDelivery: lastDelivery(result.after),
    circuit: open,
  };
  const counted = writeCircuit(circuit, result.after, data);
  if (subscription && status && status !== subscription.data.status) {
    const { after } = result;
    return {
      writes: [counted, ...statusWrites(deps, subscription, { status, after, state: failure.state })],
      lines: statusLines(subscription.data, { status, reason: after.attempts.at(-1)?.reason, circuit: data }),
    };
  }
  return {
    writes: open && !open.probe ? [counted, releaseWork({ topic, suffix }, open.probeAt)] : [counted],
    lines: [],
  };
}

function wasLong({ attempts }: DeliveryRow): boolean {
  return (attempts.at(-1)?.durationMs ?? 0) >= LONG_ATTEMPT_MS;
}

function lastDelivery({ attempts }: DeliveryRow): CircuitRow['lastDelivery'] {
  const last = attempts.at(-1);
  if (!last) return undefined;
  const { at, outcome, reason, status, durationMs } = last;
  return { at, outcome, reason, status, durationMs };
}

interface StatusChange extends Pick<Failure, 'state'> {
  readonly status: SubscriptionRow['status'];
  readonly after: DeliveryRow;
}

/**
 * A change of status, and work on the deliveries that wait: to send them, or to give them up. A subscription that is gone
 * leaves in a transaction that rewrites the topic's state, as a new one enters: so every firing is before or after it.
 */
function statusWrites(deps: Deps, subscription: Stored<SubscriptionRow>, change: StatusChange): Write[] {
  const { key, etag, data: before } = subscription;
  const { status, after, state } = change;
  const now = instantFromMilliseconds(deps.clock.now());
  const isLeaving = status === 'gone' && state !== undefined;
  const data: SubscriptionRow = {
    ...before,
    status,
    statusSince: now,
    statusReason: statusReason(status, after),
    until: isLeaving ? state.data.sequence : undefined,
  };
  return [
    { kind: 'replace', key, etag, data },
    ...(isLeaving ? rewriteState(state) : []),
    ...(before.status === 'failing' ? [releaseWork(after, now)] : []),
  ];
}

/** Why a subscription has its new status, by code. */
function statusReason(status: SubscriptionRow['status'], { attempts }: DeliveryRow): string | undefined {
  if (status === 'active') return undefined;
  return status === 'disabled' ? ONLY_FAILURES : attempts.at(-1)?.reason;
}

/** The reason of a subscription that has failed for so long that it was disabled. */
const ONLY_FAILURES = 'only-failures';

/** Work on the deliveries that wait for a subscription: the sweeper finds it from `at` on. */
export function releaseWork({ topic, suffix }: Pick<DeliveryRow, 'topic' | 'suffix'>, at: Instant): Write {
  const data: Work = { kind: 'release', topic, suffix };
  return { kind: 'put', key: workKey(at, data), data };
}

/** Rewrites the circuit, with another probe if one is given. Conflicts when the circuit has changed since it was read. */
export function rewriteCircuit(circuit: Stored<CircuitRow> | undefined, delivery: DeliveryRow, probe?: string): Write {
  const before = circuit?.data ?? { consecutiveFailures: 0 };
  const probeAt = before.circuit?.probeAt ?? delivery.dueAt;
  return writeCircuit(circuit, delivery, {
    ...before,
    circuit: probe === undefined ? before.circuit : { probe, probeAt },
  });
}

function writeCircuit(
  before: Stored<CircuitRow> | undefined,
  { topic, suffix }: Pick<DeliveryRow, 'topic' | 'suffix'>,
  data: CircuitRow,
): Write {
  const key = circuitKey(topic, suffix);
  return before ? { kind: 'replace', key, etag: before.etag, data } : { kind: 'insert', key, data };
}

/** The circuit of a subscription that starts afresh. An operator may still want to see its last delivery. */
export function freshCircuit(
  topic: string,
  suffix: string,
  lastDelivery?: CircuitRow['lastDelivery'] | undefined,
): Write {
  return { kind: 'put', key: circuitKey(topic, suffix), data: { consecutiveFailures: 0, lastDelivery } };
}
