import type { SeededRandom } from '../../support/seeded-random.ts';
import { hostRules } from './host-rules.ts';

/** What a process asks of the outside, and `settle`: its host deletes a queue message, lets it go or gives it up. */
export type StepKind = 'read' | 'range' | 'commit' | 'enqueue' | 'receive' | 'delete' | 'send' | 'sleep' | 'settle';

/**
 * What happens at a step. `die`: its process does, before the call takes effect, after it did, or with the effect coming when
 * others have gone on. `fail`: the process lives and gets an error. `wipe`: every queue is emptied. `repeat`: the answer is lost, and
 * the storage client asks again.
 */
export const MODES = [
  'die-before',
  'die-after',
  'die-late',
  'die-very-late',
  'fail-before',
  'fail-after',
  'fail-late',
  'wipe',
  'die-wipe',
  'slow',
  'repeat',
  'duplicate',
] as const;

export type Mode = (typeof MODES)[number];

export interface Fault {
  readonly step: number;
  readonly mode: Mode;
}

/** Milliseconds until a late effect: after another worker's redelivery, after a lease's end, after a dead worker's message is back. */
export const LATE: Readonly<Partial<Record<Mode, number>>> = {
  'fail-late': hostRules.retrySeconds * 1_000 + 2_000,
  'die-late': 130_000,
  'die-very-late': hostRules.inFlightSeconds * 1_000 + 60_000,
};

/** Short enough that two of them and an attempt fit a lease: a living worker that is slower than that cannot be told from a dead one. */
export const SLOW_MS = 8_000;

const CHANGES: readonly Mode[] = [
  'die-before',
  'die-after',
  'die-late',
  'die-very-late',
  'fail-before',
  'fail-after',
  'fail-late',
  'wipe',
  'die-wipe',
  'slow',
];

/** A look changes nothing, so its before, after and late are one and the same point. */
const LOOKS: readonly Mode[] = ['die-before', 'fail-before', 'wipe', 'die-wipe', 'slow'];

/** A message that comes twice matters most when somebody else has just sent what it says. */
const SENDS: readonly Mode[] = [...CHANGES, 'duplicate'];

/** A transaction that is sent again conflicts with itself. */
const COMMITS: readonly Mode[] = [...CHANGES, 'repeat'];

/** Every way in which a step of this kind can go wrong. */
export function modesOf(kind: StepKind): readonly Mode[] {
  if (kind === 'read' || kind === 'range') return LOOKS;
  if (kind === 'send') return SENDS;
  if (kind === 'commit') return COMMITS;
  if (kind === 'sleep') return ['die-before', 'wipe'];
  if (kind === 'settle') return ['die-before', 'die-after', 'fail-before'];
  return CHANGES;
}

/** A clock does not fail, and only what goes through a storage client is asked again. */
export function canHappen(kind: StepKind, mode: Mode): boolean {
  if (mode === 'repeat') return kind === 'commit';
  return kind !== 'sleep' || !mode.startsWith('fail');
}

/** Some faults within the first so many steps. */
export function drawFaults(random: SeededRandom, steps: number): Fault[] {
  const count = 2 + random.below(4);
  return Array.from({ length: count }, () => ({ step: random.below(steps), mode: random.pick(MODES) }));
}
