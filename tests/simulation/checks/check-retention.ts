import type { Outcome } from '../engine/simulate.ts';
import type { Story } from './delivery-history.ts';
import { isFinished } from './delivery-history.ts';
import type { History } from './history.ts';

interface FiringData {
  readonly id: string;
  readonly cursor?: string;
}

/** Guarantee 3: what is not done never leaves: a delivery when it has ended, a firing when all of its deliveries have left. */
export function checkRetention({ log }: Outcome, { deliveries }: History): string[] {
  const stories = [...deliveries].flatMap(([name, all]) => all.map((story) => ({ ...story, name })));
  const unended = stories.flatMap(({ name, removedAt, versions }) => {
    const last = versions.at(-1);
    return removedAt === undefined || (last && isFinished(last)) ? [] : [`3: ${name} left while ${last?.data.state}`];
  });
  const firings = new Map<string, FiringData>();
  const found = log.flatMap(({ partition, key, commit, data }) => {
    if (!key.startsWith('f.')) return [];
    if (data) firings.set(`${partition} ${key}`, data as FiringData);
    const firing = data ? undefined : firings.get(`${partition} ${key}`);
    return firing ? faultsOf(firing, commit, stories) : [];
  });
  return [...unended, ...found];
}

function faultsOf(
  { id, cursor }: FiringData,
  commit: number,
  stories: readonly (Story & { name: string })[],
): string[] {
  const left = stories.filter(
    ({ name, removedAt = Number.POSITIVE_INFINITY }) => name.startsWith(`${id} `) && removedAt > commit,
  );
  return [
    ...(cursor ? [`3: ${id} left before its fan-out was done`] : []),
    ...left.map(({ name }) => `3: ${id} left before its delivery ${name}`),
  ];
}
