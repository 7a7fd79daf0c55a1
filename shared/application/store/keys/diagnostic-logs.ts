import { fingerprint } from '../../../domain/fingerprint.ts';
import type { KeyRange } from '../../ports.ts';
import { under } from './ranges.ts';

// Diagnostic logs. An hour is the start of it, in milliseconds since the Unix epoch.

export const containerKey = (container: string) => `a.${fingerprint(container)}`;

export function blobKey(hour: number, container: string, name: string): string {
  return `${hourPrefix(hour)}.${fingerprint(container, name)}`;
}

function hourPrefix(milliseconds: number): string {
  return `b.${new Date(milliseconds).toISOString().slice(0, 13)}`;
}

/** The blobs of an hour and of all after it. */
export const blobsFrom = (hour: number): KeyRange => ({ ...under('b'), from: hourPrefix(hour) });

/** The blobs of all hours before one. */
export const blobsBefore = (hour: number): KeyRange => ({ ...under('b'), to: hourPrefix(hour) });
