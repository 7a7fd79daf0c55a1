import { type Phrase, phrase } from '../../contract/phrase.ts';
import { codePhrase } from '../../domain/code-phrase.ts';

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
