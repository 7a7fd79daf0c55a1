import { type Phrase, phrase } from '../../contract/phrase.ts';
import { codePhrase } from '../../domain/code-phrase.ts';
import type { DeliveryRow } from '../store/rows.ts';

const HTTP_STATUS = /^http-(\d+)$/;

/** Why an attempt failed or a delivery waits, by code. The code of another version stands for itself. */
export function attemptReason(code: string): Phrase {
  const [, status] = HTTP_STATUS.exec(code) ?? [];
  return status === undefined ? codePhrase('reason', code) : phrase('code.http', { status });
}

/** Why a delivery was given up, by the code of its dead letter. */
export function deadReason(code: string): Phrase {
  return HTTP_STATUS.test(code) ? phrase('code.final', { code }) : codePhrase('reason', code);
}

/** The same with what an exhausted schedule ended with, and the number of attempts. */
export function givenUpReason({ reason = 'dead', attempts, attemptCount: count }: DeliveryRow): Phrase {
  const last = reason === 'exhausted' ? attempts.at(-1)?.reason : undefined;
  return last === undefined
    ? phrase('code.given-up', { reason: deadReason(reason), count })
    : phrase('code.given-up-after', { reason: deadReason(reason), last: attemptReason(last), count });
}
