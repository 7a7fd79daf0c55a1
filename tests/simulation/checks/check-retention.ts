import { ENVIRONMENTS, isEnvironmentPartition } from '../../../shared/application/store/keys.ts';
import type { Outcome } from '../engine/simulate.ts';
import type { History } from './history.ts';
import { isFinished, type Timeline } from './timelines.ts';

interface FiringData {
  readonly id: string;
  readonly cursor?: string;
}

/** Guarantee 3: retention removes a delivery only when it is finished, and a firing only after all of its deliveries. */
export function checkRetention({ log }: Outcome, { deliveries }: History): string[] {
  const timelines = [...deliveries].flatMap(([name, all]) => all.map((timeline) => ({ ...timeline, name })));
  const unfinished = timelines.flatMap(({ name, removedAt, versions }) => {
    const last = versions.at(-1);
    return removedAt === undefined || (last && isFinished(last))
      ? []
      : [`3: ${name} was removed while ${last?.data.state}`];
  });
  const firings = new Map<string, FiringData>();
  const found = log.flatMap(({ partition, key, commit, data }) => {
    if (!key.startsWith('f.')) return [];
    if (data) firings.set(`${partition} ${key}`, data as FiringData);
    const firing = data ? undefined : firings.get(`${partition} ${key}`);
    return firing ? faultsOf(firing, commit, timelines) : [];
  });
  return [...unfinished, ...found];
}

function faultsOf(
  { id, cursor }: FiringData,
  commit: number,
  timelines: readonly (Timeline & { name: string })[],
): string[] {
  const remaining = timelines.filter(
    ({ name, removedAt = Number.POSITIVE_INFINITY }) => name.startsWith(`${id} `) && removedAt > commit,
  );
  return [
    ...(cursor ? [`3: ${id} was removed before its fan-out finished`] : []),
    ...remaining.map(({ name }) => `3: ${id} was removed before its delivery ${name}`),
  ];
}

/** Guarantee 3: the sweeper finds every environment that has rows, since the directory lists it. */
export function checkDirectory({ log }: Outcome): string[] {
  const rows = new Map<string, Set<string>>();
  for (const { partition, key, data } of log) {
    const keys = rows.get(partition) ?? new Set<string>();
    rows.set(partition, keys);
    if (data) keys.add(key);
    else keys.delete(key);
  }
  const listed = rows.get(ENVIRONMENTS) ?? new Set<string>();
  const environments = [...rows].filter(([partition, keys]) => isEnvironmentPartition(partition) && keys.size > 0);
  return environments.flatMap(([partition]) =>
    listed.has(partition) ? [] : [`3: the environment ${partition} has rows, but no entry in the directory`],
  );
}
