import { World } from '../../support/world.ts';
import type { AnsweredCall } from '../engine/clients.ts';
import type { Change } from '../engine/observed-store.ts';
import type { Outcome } from '../engine/simulate.ts';

const { cipher } = new World().deps;

/** The secrets of a subscription after a transaction. */
interface Version {
  readonly commit: number;
  readonly id: string;
  readonly secret: string;
  readonly previous: string | undefined;
}

/** A new secret leaves the one before in place for its receivers, and each answered rotation has made one. */
export function checkSecrets({ log, answered }: Outcome): string[] {
  const versions: Version[] = [];
  const last = new Map<string, Version>();
  const faults: string[] = [];
  for (const change of log.filter(({ key }) => key.startsWith('s.'))) {
    const before = last.get(change.key);
    last.delete(change.key);
    if (!change.data) continue;
    const version = versionOf(change);
    if (before && !isKept(before, version))
      faults.push(`api: the secret of ${version.id} was replaced and does not sign any more`);
    last.set(change.key, version);
    versions.push(version);
  }
  return [...faults, ...answered.flatMap((call) => checkRotated(call, versions))];
}

function versionOf({ commit, data }: Change): Version {
  const row = data as { id: string; sealedSecret: string; sealedPreviousSecret?: string };
  const open = (sealed: string) => cipher.open(sealed, '');
  const previous = row.sealedPreviousSecret === undefined ? undefined : open(row.sealedPreviousSecret);
  return { commit, id: row.id, secret: open(row.sealedSecret), previous };
}

function isKept(before: Version, { secret, previous }: Version): boolean {
  return secret === before.secret || previous === before.secret;
}

function checkRotated({ call, subscriptionId, from, to }: AnsweredCall, versions: readonly Version[]): string[] {
  if (call.do !== 'rotate-secret') return [];
  const own = versions.filter(({ id }) => id === subscriptionId);
  const before = own.findLast(({ commit }) => commit < from);
  const isRotated = own.some(({ commit, secret }) => commit >= from && commit < to && secret !== before?.secret);
  return isRotated ? [] : [`api: the secret of ${subscriptionId} was not rotated`];
}
