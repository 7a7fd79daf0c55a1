import type { TriggerType } from '../../../shared/contract/trigger-types.ts';
import type { Overview } from '../../api/overview.ts';
import type { Firing } from '../../parts/firing-words.ts';

/** A process with its last run. */
export type Process = Overview['processes'][number];

/** Something that an operator should look at. */
export type Attention =
  | { readonly kind: 'service'; readonly down: readonly string[] }
  | { readonly kind: 'failed'; readonly process: Process; readonly firing: Firing | undefined }
  | { readonly kind: 'sick'; readonly subscription: Overview['subscriptions']['sick'][number] }
  | { readonly kind: 'more-sick'; readonly count: number }
  | { readonly kind: 'overdue'; readonly count: number }
  | { readonly kind: 'dead-letters'; readonly count: number; readonly byCode: readonly (readonly [string, number])[] };

/** What needs attention, the most urgent first. */
export function attentionOf(overview: Overview): Attention[] {
  const { health, processes, subscriptions, inFlight, deadLetters } = overview;
  const down = health.dependencies.filter(({ state }) => state === 'down').map(({ name }) => name);
  const byCode = Object.entries(deadLetters.byCode).toSorted(([, one], [, other]) => other - one);
  const moreSick = subscriptions.sickCount - subscriptions.sick.length;
  return [
    ...(health.status === 'unhealthy' ? [{ kind: 'service', down } as const] : []),
    ...processes
      .filter(({ status }) => status === 'failed')
      .map((process) => ({ kind: 'failed', process, firing: firingOf(overview, process) }) as const),
    ...subscriptions.sick.map((subscription) => ({ kind: 'sick', subscription }) as const),
    ...(moreSick > 0 ? [{ kind: 'more-sick', count: moreSick } as const] : []),
    ...(inFlight.overdue > 0 ? [{ kind: 'overdue', count: inFlight.overdue } as const] : []),
    ...(deadLetters.count > 0 ? [{ kind: 'dead-letters', count: deadLetters.count, byCode } as const] : []),
  ];
}

/** How many things need attention. */
export function needingAttention(overview: Overview): number {
  return attentionOf(overview).reduce((sum, item) => sum + (item.kind === 'more-sick' ? item.count : 1), 0);
}

/** The firing of the last run of a process, when it is among the given ones. */
export function firingOf({ firings }: { readonly firings: readonly Firing[] }, process: Process): Firing | undefined {
  return firings.find((firing) => firing.payload.runId === process.runId && isFiringOf(firing, process));
}

/** Whether a firing is of a process, of its last run or an earlier one. */
export function isFiringOf({ payload, triggerType }: Firing, { process, name }: Process): boolean {
  return process === 'data-source' ? payload.dataSourceName === name : triggerType.startsWith(process);
}

/** The trigger types that runs of a process fire. */
export function firedBy({ process }: Process): readonly TriggerType[] {
  return FIRED_BY[process] ?? [];
}

const FIRED_BY: Readonly<Record<string, readonly TriggerType[]>> = {
  'data-source': ['data-source-refresh-failed', 'data-source-refresh-succeeded'],
  'full-refresh': ['full-refresh-completed'],
  unification: ['unification-refresh-completed'],
};
