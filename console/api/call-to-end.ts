import type { RedrivenAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';

/**
 * Posts a body to a call that has a limit, again and again, until it has nothing left to do.
 *
 * @returns the sum of its counts
 */
export async function callToEnd(path: string, body: object, signal?: AbortSignal): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const answer: RedrivenAnswer = await call(path, {
      method: 'POST',
      body: { ...body, ...(cursor !== undefined && { cursor }) },
      signal,
    });
    count += answer.count;
    cursor = answer.cursor;
  } while (cursor !== undefined);
  return count;
}
