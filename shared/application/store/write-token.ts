import type { Deps } from '../ports.ts';
import type { DeliveryRow } from './rows.ts';

/**
 * What one call puts on the keys of the work that it makes, so that it knows its own: when the answer to a transaction is lost, the
 * storage client sends it again, and hears that the rows have changed.
 */
export type Mark = string;

const MARK_BYTES = 9;

export function newMark({ chance }: Pick<Deps, 'chance'>): Mark {
  return chance.secret(MARK_BYTES);
}

/** Of the key of a row of work nobody reads more than its beginning, which is the time. */
export function marked(workKey: string, mark: Mark): string {
  return `${workKey}.${mark}`;
}

export function isMarked({ workKey }: DeliveryRow, mark: Mark): boolean {
  return workKey?.endsWith(`.${mark}`) === true;
}
