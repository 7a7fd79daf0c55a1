import { linkHere } from '../../parts/address.ts';
import type { Process } from './attention.ts';

/** The parameters of the address that open the details of a process. */
export const processParameters = ['process', 'name'] as const;

/** The link that opens the details of a process. */
export function processLink({ process, name }: Pick<Process, 'process' | 'name'>): string {
  return linkHere({ process, name });
}
