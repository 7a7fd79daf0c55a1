import type { DeadLetter } from '../../api/dead-letters.ts';
import { linkHere, useAddress } from '../../parts/address.ts';

export const sources = ['delivery', 'event'] as const satisfies readonly DeadLetter['source'][];

/** How many dead letters of each source are read at first, and with each wish for more. */
const PAGE = 100;

/** What the address asks for. */
export interface DeadLettersAddress {
  readonly source: DeadLetter['source'] | undefined;
  readonly code: string | undefined;
  readonly search: string;
  /** Whether those of all environments are wanted. */
  readonly isOfAll: boolean;
  readonly count: number;
  readonly letterId: string | undefined;
}

export function useDeadLettersAddress(): DeadLettersAddress {
  const { query } = useAddress();
  return {
    source: sources.find((source) => source === query.get('source')),
    code: query.get('code') ?? undefined,
    search: query.get('search') ?? '',
    isOfAll: query.get('of') === 'all',
    count: Math.max(PAGE, Number(query.get('count')) || 0),
    letterId: query.get('letter') ?? undefined,
  };
}

/** The parameter of the address that opens the pane of a dead letter. */
export const letterParameters = ['letter'] as const;

export function letterLink(id: string): string {
  return linkHere({ letter: id });
}

/** The count to ask for when those that are there do not suffice. */
export function more(count: number): string {
  return String(count + PAGE);
}
