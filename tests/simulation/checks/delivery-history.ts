import type { Change } from '../engine/observed-store.ts';

export interface DeliveryData {
  readonly notificationId: string;
  readonly firingId: string;
  readonly subscriptionId: string;
  readonly state: string;
  readonly reason?: string;
}

/** A delivery as a transaction left it. */
export interface Version {
  readonly commit: number;
  readonly data: DeliveryData;
}

/** All that became of one delivery. */
export interface Story {
  readonly versions: Version[];
  /** The transactions that made it new again when it was finished: an operator's. */
  readonly renewals: number[];
  /** The transaction that removed its row. */
  removedAt?: number;
}

/** By firing and subscription, of which each has one. */
export type Deliveries = ReadonlyMap<string, readonly Story[]>;

const FINISHED: ReadonlySet<string> = new Set(['delivered', 'dead']);

export function isFinished({ data }: Version): boolean {
  return FINISHED.has(data.state);
}

export function deliveryName({ firingId, subscriptionId }: Pick<DeliveryData, 'firingId' | 'subscriptionId'>): string {
  return `${firingId} ${subscriptionId}`;
}

export function readDeliveries(log: readonly Change[]): Deliveries {
  const byKey = new Map<string, Story>();
  const byName = new Map<string, Story[]>();
  for (const { partition, key, commit, data } of log) {
    if (!key.startsWith('d.')) continue;
    const name = `${partition} ${key}`;
    const known = byKey.get(name);
    if (!data) {
      if (known) known.removedAt = commit;
      byKey.delete(name);
      continue;
    }
    const story = known ?? { versions: [], renewals: [] };
    byKey.set(name, story);
    if (!known) enter(byName, deliveryName(data as DeliveryData), story);
    add(story, { commit, data: data as DeliveryData });
  }
  return byName;
}

function enter(byName: Map<string, Story[]>, name: string, story: Story): void {
  const found = byName.get(name);
  if (found) found.push(story);
  else byName.set(name, [story]);
}

function add({ versions, renewals }: Story, version: Version): void {
  const before = versions.at(-1);
  if (before && isFinished(before) && !isFinished(version)) renewals.push(version.commit);
  versions.push(version);
}

/** How often it had been made new again when the store had seen so many transactions. */
export function roundAt(story: Story | undefined, commits: number): number {
  return story?.renewals.filter((commit) => commit < commits).length ?? 0;
}

/** The version that was there when the store had seen so many transactions. */
export function versionAt({ versions }: Story, commits: number): Version | undefined {
  return versions.findLast(({ commit }) => commit < commits);
}
