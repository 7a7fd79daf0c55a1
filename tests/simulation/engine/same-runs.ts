import { type Fault, type Mode, modesOf, type StepKind } from './faults.ts';
import type { StepRecord } from './step-record.ts';

const LOOKS: ReadonlySet<StepKind> = new Set(['read', 'range']);
/** The steps that neither change a queue nor depend on one. */
const ASIDE_OF_QUEUES: ReadonlySet<StepKind> = new Set(['read', 'range', 'commit', 'send', 'sleep']);

/**
 * The fault whose run is the same as that of this one, step by step after the fault; `no fault` stands for the fault-free run.
 * Undefined when the fault has a run of its own. `steps` are those of the fault-free run. In surroundings with outages or short
 * pages this does not hold: an outage counts the steps, and a short page draws its length.
 */
export function sameRunAs(steps: readonly StepRecord[], { step, mode }: Fault): Fault | 'no fault' | undefined {
  const [at, next] = [steps[step], steps[step + 1]];
  if (!at) return undefined;
  const isCleared = mode === 'clear-queues' || mode === 'crash-clear-queues';
  if (isCleared && at.queues === undefined && ASIDE_OF_QUEUES.has(at.kind)) return withoutClearing(step, mode, at.kind);
  if (!next || next.at !== at.at) return undefined;
  if (mode === 'clear-queues') return isSameCleared(at, next) ? { step: step + 1, mode } : undefined;
  const after = goesOnAlone(at, next) ? modeAtNext(mode, at.kind, next.kind) : undefined;
  return after && { step: step + 1, mode: after };
}

/** Empty queues have nothing to lose. */
function withoutClearing(step: number, mode: Mode, kind: StepKind): Fault | 'no fault' {
  if (mode === 'clear-queues') return 'no fault';
  return { step, mode: LOOKS.has(kind) ? 'crash-before' : 'crash-after' };
}

/** Nothing could see between the two steps whether the queues had been cleared before the first or the second. */
function isSameCleared(at: StepRecord, next: StepRecord): boolean {
  const isUnseen = next.queues === at.queues && next.taken === at.taken && next.offers === 0;
  return isUnseen && ASIDE_OF_QUEUES.has(at.kind) && modesOf(next.kind).includes('clear-queues');
}

/** The process makes its next step with nothing else in between: no choice, and no handled message to be counted before it is settled. */
function goesOnAlone(at: StepRecord, next: StepRecord): boolean {
  return next.process === at.process && next.random === at.random && next.taken === at.taken && next.kind !== 'settle';
}

/**
 * The mode that has the same effect at the next step of a process that goes on alone. A crash loses all that the process has
 * learned, so it does not matter whether it comes right after a step or right before the next one.
 */
function modeAtNext(mode: Mode, kind: StepKind, next: StepKind): Mode | undefined {
  const isLook = LOOKS.has(kind);
  // The record of a POST tells whether its response was lost.
  const isApplied = !isLook && kind !== 'send';
  if ((mode === 'crash-before' && isLook) || (mode === 'crash-after' && isApplied)) return 'crash-before';
  return mode === 'crash-clear-queues' && (isLook || isApplied) && LOOKS.has(next) ? mode : undefined;
}
