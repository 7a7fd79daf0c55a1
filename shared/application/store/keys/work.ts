import type { Instant } from '../../../domain/instant.ts';
import type { KeyRange } from '../../ports.ts';
import type { Work } from '../rows.ts';
import { under } from './ranges.ts';

export function workKey(dueAt: Instant, work: Work): string {
  return `w.${timeOfWork(dueAt)}.${work.topic}.${nameOfWork(work)}`;
}

function nameOfWork(work: Work): string {
  if (work.kind === 'release') return `release.${work.suffix}`;
  return work.kind === 'fan-out' ? work.group : `${work.group}.${work.suffix}`;
}

/** A point would end this part of the key, so the time loses the one before its fraction. */
function timeOfWork(instant: Instant): string {
  return instant.replace('.', '');
}

/** From when on the sweeper takes care of the work of a key. */
export function dueTimeOf(key: string): Instant {
  const time = key.split('.')[1] ?? '';
  return `${time.slice(0, WHOLE_SECONDS)}.${time.slice(WHOLE_SECONDS)}` as Instant;
}

const WHOLE_SECONDS = 'YYYY-MM-DDTHH:mm:ss'.length;

/** All work, due or not. */
export const allWork = under('w');

/** Whether a key is that of a work row. */
export const isWorkKey = (key: string) => key.startsWith('w.');

/** Whether the time of a row of work has come, from its key. */
export const isDueWork = (key: string, now: Instant) => key < dueWork(now).to;

/** All work that is due. */
export function dueWork(now: Instant): KeyRange {
  return { from: 'w.', to: `w.${timeOfWork(now)}~` };
}

/** The key of a row of work with the token of the call that writes it. Readers use no more of the key than its time. */
export const tokenWorkKey = (key: string, token: string) => `${key}.${token}`;

/** Whether the key of a row of work carries the token. */
export function hasToken(key: string | undefined, token: string): boolean {
  return key?.endsWith(`.${token}`) === true;
}
