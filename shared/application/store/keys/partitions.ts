import type { TriggerType } from '../../../contract/trigger-types.ts';
import { fingerprint } from '../../../domain/fingerprint.ts';
import type { KeyRange } from '../../ports.ts';
import { under } from './ranges.ts';

export const ENVIRONMENTS = 'environments';
export const EVENT_DEAD_LETTERS = 'dead-letters';

/** How far the diagnostic logs have been read. */
export const DIAGNOSTICS = 'diagnostics';

/** The partition that tells of callbacks which subscriptions they belong to. */
export const CALLBACKS = 'callbacks';

/** A subscription by its trigger type and callback. */
export function callbackKey(triggerType: TriggerType, callbackUrl: string, subscriptionId: string): string {
  return `${fingerprint(triggerType, callbackUrl)}.${subscriptionId}`;
}

/** The subscriptions of a trigger type and callback. */
export const callbackRange = (triggerType: TriggerType, callbackUrl: string) =>
  under(fingerprint(triggerType, callbackUrl));

/** All callbacks. */
export const allCallbacks = { from: '', to: '~' } as const;

/** The row that tells whether the keys of a process fit what is stored. */
export const SECRETS_KEY_CANARY = { partition: 'secrets-key', key: 'canary' } as const;

/** The partition of an environment. */
export function environmentPartition(environmentId: string): string {
  return fingerprint(environmentId);
}

/** Whether a text can be the partition of an environment. */
export function isEnvironmentPartition(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/** The whole directory of environments. */
export const directory = { partition: ENVIRONMENTS, range: { from: '', to: '~' } } as const;

/** All rows of an environment. */
export const wholePartition: KeyRange = { from: '', to: '~' };

/** The rows that an environment is kept for: what is subscribed, has fired, is due or is a dead letter. */
export const rowsInUse: readonly KeyRange[] = [
  { from: 'p.', to: 's.~' },
  { from: 'c.', to: 'f.~' },
  { from: 'w.', to: 'y.~' },
];
