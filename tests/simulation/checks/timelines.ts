import type { Change } from '../engine/observed-store.ts';

/** The fields of a delivery's row that the checks read. */
interface DeliveryData {
  readonly notificationId: string;
  readonly firingId: string;
  readonly subscriptionId: string;
  readonly state: string;
  readonly reason?: string;
}

/** A delivery after a transaction changed it. */
interface Version {
  readonly commit: number;
  readonly data: DeliveryData;
}

/** Every version of one delivery, in commit order. */
export interface Timeline {
  readonly versions: Version[];
  /** The transactions in which an operator restarted the delivery after it had finished. */
  readonly restarts: number[];
  /** The transaction that removed the row. */
  removedAt?: number;
}

/** Timelines by delivery name. Each firing has one delivery per subscription. */
export type Deliveries = ReadonlyMap<string, readonly Timeline[]>;

const FINISHED: ReadonlySet<string> = new Set(['delivered', 'dead']);

/** Whether the delivery is delivered or dead. */
export function isFinished({ data }: Version): boolean {
  return FINISHED.has(data.state);
}

/** The name of the delivery of a firing to a subscription. */
export function deliveryName({ firingId, subscriptionId }: Pick<DeliveryData, 'firingId' | 'subscriptionId'>): string {
  return `${firingId} ${subscriptionId}`;
}

/** Reads the timelines of all deliveries from the log. */
export function readDeliveries(log: readonly Change[]): Deliveries {
  const byKey = new Map<string, Timeline>();
  const byName = new Map<string, Timeline[]>();
  for (const { partition, key, commit, data } of log) {
    if (!key.startsWith('d.')) continue;
    const name = `${partition} ${key}`;
    const known = byKey.get(name);
    if (!data) {
      if (known) known.removedAt = commit;
      byKey.delete(name);
      continue;
    }
    const timeline = known ?? { versions: [], restarts: [] };
    byKey.set(name, timeline);
    if (!known) enter(byName, deliveryName(data as DeliveryData), timeline);
    add(timeline, { commit, data: data as DeliveryData });
  }
  return byName;
}

function enter(byName: Map<string, Timeline[]>, name: string, timeline: Timeline): void {
  const found = byName.get(name);
  if (found) found.push(timeline);
  else byName.set(name, [timeline]);
}

function add({ versions, restarts }: Timeline, version: Version): void {
  const before = versions.at(-1);
  if (before && isFinished(before) && !isFinished(version)) restarts.push(version.commit);
  versions.push(version);
}

/** The number of restarts within the first `commits` transactions. */
export function roundAt(timeline: Timeline | undefined, commits: number): number {
  return timeline?.restarts.filter((commit) => commit < commits).length ?? 0;
}

/** The version after the first `commits` transactions. */
export function versionAt({ versions }: Timeline, commits: number): Version | undefined {
  return versions.findLast(({ commit }) => commit < commits);
}
