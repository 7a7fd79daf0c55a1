import type { DeadLetterAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';
import { callToEnd } from './call-to-end.ts';
import { type Enough, readEnough } from './read-enough.ts';
import type { Sent } from './sent.ts';

/** A dead letter. */
export type DeadLetter = Sent<DeadLetterAnswer>;

/** Which dead letters. */
export interface DeadLetterFilter {
  readonly source: DeadLetter['source'];
  readonly environmentId?: string | undefined;
  readonly code?: string | undefined;
}

/** Reads pages of the newest dead letters until it has `count` of them, or there are no more. */
export function readDeadLetters(
  { source, environmentId, code }: DeadLetterFilter,
  count: number,
  signal?: AbortSignal,
): Promise<Enough<DeadLetterAnswer>> {
  const query = new URLSearchParams({ top: '100', source });
  if (environmentId !== undefined) query.set('environmentId', environmentId);
  if (code !== undefined) query.set('code', code);
  return readEnough(`dead-letters?${query}`, count, signal);
}

/** Sends the delivery again, or puts the event back on its queue. */
export function redriveDeadLetter({ id }: DeadLetter): Promise<unknown> {
  return call(`dead-letters/${encodeURIComponent(id)}/redrive`, { method: 'POST' });
}

export function forgetDeadLetter({ id }: DeadLetter): Promise<unknown> {
  return call(`dead-letters/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** All dead letters of a code, of one environment or of all. */
export interface RedriveFilter {
  readonly environmentId?: string | undefined;
  readonly code: string;
}

/**
 * Redrives all dead letters of a filter that can be redriven. With `dryRun` it counts them.
 *
 * @returns how many
 */
export function redriveAll(
  { environmentId, code }: RedriveFilter,
  { dryRun }: { readonly dryRun: boolean },
): Promise<number> {
  const filter = { code, ...(environmentId !== undefined && { environmentId }) };
  return callToEnd(`dead-letters/redrive${dryRun ? '?dryRun=true' : ''}`, filter);
}
