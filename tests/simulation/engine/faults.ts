import type { SeededRandom } from '../../support/seeded-random.ts';
import { hostRules } from './host-rules.ts';

/** The kind of call that a step makes. `settle` is the host's own: it deletes, releases or gives up a queue message. */
export type StepKind = 'read' | 'range' | 'commit' | 'enqueue' | 'receive' | 'delete' | 'send' | 'sleep' | 'settle';

/** What a fault does at the step where it is injected. */
interface FaultEffect {
  readonly process: 'crashes' | 'gets an error' | 'continues';
  /** The call takes effect now, and its response is lost. */
  readonly isApplied?: true;
  /** Milliseconds until the call takes effect. Its response is lost. */
  readonly appliedAfter?: number;
  readonly clearsQueues?: true;
  readonly duplicatesMessages?: true;
  /** Extra milliseconds until the response. */
  readonly responseDelay?: number;
}

/** Every fault mode. Random schedules draw from this list by position, so its order is part of every seed. */
const FAULT_MODES = {
  /** The process crashes before its call takes effect. */
  'crash-before': { process: 'crashes' },
  /** The process crashes after its call took effect. */
  'crash-after': { process: 'crashes', isApplied: true },
  /** The process crashes, and its call takes effect after the lease has expired. */
  'crash-late': { process: 'crashes', appliedAfter: 130_000 },
  /** The process crashes, and its call takes effect after the queue has redelivered the message. */
  'crash-very-late': { process: 'crashes', appliedAfter: hostRules.inFlightSeconds * 1_000 + 60_000 },
  /** The request never arrives; the process gets an error. */
  'lost-request': { process: 'gets an error' },
  /** The call takes effect, but the response is lost; the process gets an error. */
  'lost-response': { process: 'gets an error', isApplied: true },
  /** The process gets an error, and its call takes effect after another worker has retried the message. */
  'delayed-request': { process: 'gets an error', appliedAfter: hostRules.retrySeconds * 1_000 + 2_000 },
  /** Every queue loses its content; the call succeeds. */
  'clear-queues': { process: 'continues', clearsQueues: true },
  /** The process crashes after its call took effect, and every queue loses its content. */
  'crash-clear-queues': { process: 'crashes', isApplied: true, clearsQueues: true },
  /**
   * The response is slow. Two slow responses and an attempt still fit into a lease: a process that outlives its lease cannot be
   * told from a crashed one.
   */
  'slow-response': { process: 'continues', responseDelay: 8_000 },
  /** The response is lost, and the storage client repeats the request. */
  'repeated-request': { process: 'continues', isApplied: true },
  /** A message in flight is delivered a second time. */
  'duplicate-message': { process: 'continues', duplicatesMessages: true },
  /** The request is slow: the process waits, and its call takes effect only after others have gone on. */
  'slow-request': { process: 'continues', appliedAfter: 8_000 },
} as const satisfies Record<string, FaultEffect>;

/** The name of a fault mode. */
export type Mode = keyof typeof FAULT_MODES;

/** All fault modes, in the order in which random schedules draw them. */
export const MODES = Object.keys(FAULT_MODES) as [Mode, ...Mode[]];

/** The modes in which the process crashes and the queues keep their content. */
export const CRASHES: readonly Mode[] = ['crash-before', 'crash-after', 'crash-late', 'crash-very-late'];

/** A fault mode at one step, counted from 0. */
export interface Fault {
  readonly step: number;
  readonly mode: Mode;
}

/** What a fault mode does. */
export function effectOf(mode: Mode): FaultEffect {
  return FAULT_MODES[mode];
}

const WRITE_MODES: readonly Mode[] = [
  ...CRASHES,
  'lost-request',
  'lost-response',
  'delayed-request',
  'clear-queues',
  'crash-clear-queues',
  'slow-response',
  'slow-request',
];

/** A read changes nothing, so before, after and late are the same point. */
const READ_MODES: readonly Mode[] = [
  'crash-before',
  'lost-request',
  'clear-queues',
  'crash-clear-queues',
  'slow-response',
];

/**
 * A duplicate message matters most right after another worker has sent its notification. A receiver shares nothing with anybody,
 * so a POST that arrives late is the same as a response that arrives late.
 */
const SEND_MODES: readonly Mode[] = [...WRITE_MODES.filter((mode) => mode !== 'slow-request'), 'duplicate-message'];

/** A transaction that is sent twice conflicts with itself. */
const COMMIT_MODES: readonly Mode[] = [...WRITE_MODES, 'repeated-request'];

/** Every mode that the search tries at a step of this kind. */
export function modesOf(kind: StepKind): readonly Mode[] {
  if (kind === 'read' || kind === 'range') return READ_MODES;
  if (kind === 'send') return SEND_MODES;
  if (kind === 'commit') return COMMIT_MODES;
  if (kind === 'sleep') return ['crash-before', 'clear-queues'];
  if (kind === 'settle') return ['crash-before', 'crash-after', 'lost-request'];
  return WRITE_MODES;
}

/** Whether a mode can happen at a step of this kind: a clock does not fail, and only commits are repeated. */
export function canHappen(kind: StepKind, mode: Mode): boolean {
  if (mode === 'repeated-request') return kind === 'commit';
  return kind !== 'sleep' || effectOf(mode).process !== 'gets an error';
}

/** Draws two to five faults within the given number of steps. */
export function drawFaults(random: SeededRandom, steps: number): Fault[] {
  const count = 2 + random.below(4);
  return Array.from({ length: count }, () => ({ step: random.below(steps), mode: random.pick(MODES) }));
}
