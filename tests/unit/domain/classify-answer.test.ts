import { describe, expect, test } from '@jest/globals';
import {
  type Answer,
  classify,
  MAX_UNAUTHORIZED_ATTEMPTS,
  type Verdict,
} from '../../../shared/domain/classify-answer.ts';

const verdictOf = (answer: Answer) => classify({ kind: 'answered', answer });

/** The contract's table of answers, for an answer without a body. */
function byTheTable(status: number): Verdict['kind'] {
  if (status >= 200 && status <= 299) return 'delivered';
  if (status === 410) return 'gone';
  if ([400, 413, 415, 422].includes(status)) return 'rejected';
  return status === 401 || status === 403 ? 'unauthorized' : 'retry';
}

const statuses = Array.from({ length: 500 }, (_, index) => 100 + index);

describe('every status', () => {
  test.each(statuses.map((status): [number, string] => [status, byTheTable(status)]))('%d: %s', (status, kind) => {
    expect(verdictOf({ status }).kind).toBe(kind);
  });

  test.each(statuses.filter((status) => !['delivered', 'gone'].includes(byTheTable(status))).map((status) => [status]))(
    'the reason of %d names it',
    (status) => {
      expect(verdictOf({ status })).toHaveProperty('reason', `http-${status}`);
    },
  );

  test('the boundaries of 2xx: 199 and 300 are not delivered, 200 and 299 are', () => {
    expect([199, 200, 299, 300].map((status) => verdictOf({ status }).kind)).toEqual([
      'retry',
      'delivered',
      'delivered',
      'retry',
    ]);
  });

  test('401 and 403 get three attempts', () => {
    expect(MAX_UNAUTHORIZED_ATTEMPTS).toBe(3);
  });

  test.each([[301], [408], [429], [500], [503]])('a retry after %d keeps what Retry-After asked', (status) => {
    expect(verdictOf({ status, retryAfter: '120' })).toMatchObject({ kind: 'retry', retryAfter: '120' });
  });
});

const notEnabled = (state: string, workflow = '3f2a') => ({
  status: 400,
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: `Could not execute workflow '${workflow}' trigger 'manual' with state '${state}': trigger is not enabled.`,
});

describe('the error codes of Power Automate and Logic Apps', () => {
  test.each<[rule: string, answer: Answer, kind: Verdict['kind']]>([
    ['404 WorkflowNotFound', { status: 404, errorCode: 'WorkflowNotFound' }, 'gone'],
    ['404 WorkflowTriggerVersionNotFound', { status: 404, errorCode: 'WorkflowTriggerVersionNotFound' }, 'gone'],
    ['410 with any code', { status: 410, errorCode: 'Whatever' }, 'gone'],
    ['400 WorkflowTriggerIsNotEnabled, state Deleted', notEnabled('Deleted'), 'gone'],
    ['400 WorkflowTriggerIsNotEnabled, state Disabled', notEnabled('Disabled'), 'dormant'],
    ['400 WorkflowTriggerIsNotEnabled, state Suspended', notEnabled('Suspended'), 'dormant'],
    [
      "400 WorkflowTriggerIsNotEnabled, state Disabled, of a flow named 'state-deleted'",
      notEnabled('Disabled', 'state-deleted'),
      'dormant',
    ],
    ['400 WorkflowTriggerIsNotEnabled, another state: another 400', notEnabled('Completed'), 'rejected'],
    [
      '400 WorkflowTriggerIsNotEnabled without a state: another 400',
      { status: 400, errorCode: 'WorkflowTriggerIsNotEnabled' },
      'rejected',
    ],
    ['400 with another code', { status: 400, errorCode: 'InvalidRequestContent' }, 'rejected'],
    ['400 WorkflowNotFound', { status: 400, errorCode: 'WorkflowNotFound' }, 'rejected'],
    ['404 with another code', { status: 404, errorCode: 'NotFound' }, 'retry'],
    ['404 WorkflowTriggerIsNotEnabled, state Deleted', { ...notEnabled('Deleted'), status: 404 }, 'retry'],
    ['500 WorkflowNotFound', { status: 500, errorCode: 'WorkflowNotFound' }, 'retry'],
    ['200 WorkflowNotFound', { status: 200, errorCode: 'WorkflowNotFound' }, 'delivered'],
    [
      '401 DirectApiAuthorizationRequired',
      { status: 401, errorCode: 'DirectApiAuthorizationRequired' },
      'unauthorized',
    ],
  ])('%s', (_rule, answer, kind) => {
    expect(verdictOf(answer).kind).toBe(kind);
  });

  test('gone and dormant are the reasons of their dead letters', () => {
    expect(verdictOf(notEnabled('Deleted'))).toEqual({ kind: 'gone', reason: 'gone' });
    expect(verdictOf(notEnabled('Disabled'))).toEqual({ kind: 'dormant', reason: 'dormant' });
  });
});

describe('no answer', () => {
  test.each<['dns' | 'connect' | 'tls' | 'timeout' | 'reset']>([['dns'], ['connect'], ['tls'], ['timeout'], ['reset']])(
    '%s is retried, with that reason',
    (reason) => {
      expect(classify({ kind: 'failed', reason })).toEqual({ kind: 'retry', reason });
    },
  );

  test('a refused address is a dead letter at once', () => {
    expect(classify({ kind: 'refused', reason: 'address-not-allowed' })).toEqual({
      kind: 'rejected',
      reason: 'address-not-allowed',
    });
  });
});
