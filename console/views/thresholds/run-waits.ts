import type { Overview } from '../../api/overview.ts';
import type { Subscription } from '../../api/subscriptions.ts';

type Process = Overview['processes'][number];

/** The triggers that fire when a refresh ends, with the process that they are about. */
const RUN_TRIGGERS = [
  ['data-source-refresh-failed', 'data-source'],
  ['data-source-refresh-succeeded', 'data-source'],
  ['full-refresh-completed', 'full-refresh'],
  ['unification-refresh-completed', 'unification'],
] as const;

/** What flows wait for of the refreshes of an environment, and who waits. */
export interface RunWait extends Pick<Subscription, 'triggerType' | 'parameters'> {
  readonly subscriptionIds: readonly string[];
  /** The last run of what they wait for, whatever its end; absent when no event has named it. */
  readonly last?: Process;
}

/** Each trigger of a refresh with those who wait for it; a trigger that nobody waits for is there, too. */
export function runWaits({ processes }: Overview, subscriptions: readonly Subscription[]): RunWait[] {
  return RUN_TRIGGERS.flatMap(([triggerType, kind]) => {
    const own = subscriptions.filter((one) => one.triggerType === triggerType);
    const groups = [...Map.groupBy(own, filterOf).values()];
    const waits = groups.length > 0 ? groups : [[]];
    return waits.map((waiting): RunWait => {
      const parameters = waiting[0]?.parameters ?? {};
      const { dataSource } = parameters;
      const last = lastOf(
        processes.filter(({ process, name }) => process === kind && (dataSource === undefined || name === dataSource)),
      );
      return { triggerType, parameters, subscriptionIds: waiting.map(({ id }) => id), ...(last && { last }) };
    });
  });
}

function filterOf({ parameters: { dataSource, submission, outcome } }: Subscription): string {
  return JSON.stringify([dataSource, submission, outcome]);
}

function lastOf(processes: readonly Process[]): Process | undefined {
  return processes.toSorted((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt))[0];
}
