import type { HttpResponseInit, InvocationContext } from '@azure/functions';
import { ContentionError, isTransient, RequestError, SecretsKeyError } from '../../application/errors.ts';
import { phrase } from '../../contract/phrase.ts';

/** A call that fails with a code that is worth another try waits this long, as Power Automate does by itself. */
const RETRY_AFTER = { contention: '1', storage: '5' };

/** The response for whatever a call failed with. The log gets what the caller must not see. */
export function answerOfFault(fault: unknown, context: InvocationContext): HttpResponseInit {
  if (fault instanceof RequestError) return answerOfRequestError(fault);
  if (fault instanceof ContentionError) return busyAnswer();
  if (fault instanceof SecretsKeyError) return wrongKeyAnswer();
  context.error(fault instanceof Error ? fault.stack : `a fault of type ${typeof fault}`);
  return isTransient(fault) ? storageUnavailableAnswer() : internalAnswer();
}

function answerOfRequestError({ status, code, phrase: message, target, details }: RequestError): HttpResponseInit {
  const several = details && details.length > 1 ? { details } : {};
  return { status, jsonBody: { error: { code, message, target, ...several } } };
}

/** 429 for a call that others are in the way of. */
export function busyAnswer(): HttpResponseInit {
  const message = phrase('error.busy');
  const headers = { 'retry-after': RETRY_AFTER.contention };
  return { status: 429, headers, jsonBody: { error: { code: 'busy', message } } };
}

/** 503 for a call that cannot reach the storage. What it did before that stays, and the same call may be repeated. */
export function storageUnavailableAnswer(): HttpResponseInit {
  const message = phrase('error.storage-unavailable');
  const headers = { 'retry-after': RETRY_AFTER.storage };
  return { status: 503, headers, jsonBody: { error: { code: 'storage-unavailable', message } } };
}

/** Nothing works until an operator sets the right key. */
function wrongKeyAnswer(): HttpResponseInit {
  const message = phrase('error.wrong-secrets-key');
  return { status: 503, headers: { 'retry-after': '60' }, jsonBody: { error: { code: 'wrong-secrets-key', message } } };
}

function internalAnswer(): HttpResponseInit {
  const message = phrase('error.internal');
  return { status: 500, jsonBody: { error: { code: 'internal', message } } };
}
