import type { Deps } from '../ports.ts';

/**
 * A random text that one call puts on the keys of the work rows it writes, so that it recognises its own rows. The storage
 * client repeats a transaction whose answer was lost, and then hears of a conflict although the transaction has taken place.
 */
export type WriteToken = string;

const TOKEN_BYTES = 9;

export function newWriteToken({ chance }: Pick<Deps, 'chance'>): WriteToken {
  return chance.secret(TOKEN_BYTES);
}
