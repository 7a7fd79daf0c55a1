import { describe, expect, test } from '@jest/globals';
import {
  type Answer,
  classify,
  MAX_UNAUTHORIZED_ATTEMPTS,
  type Verdict,
} from '../../../shared/domain/classify-answer.ts';

const verdictOf = (answer: Answer) => classify({ kind: 'answered', answer });

/** The verdict by the table of the contract for an answer without a body. */
function verdictByContract(status: number): Verdict['kind'] {
  if (status >= 200 && status <= 299) return 'delivered';
  if (status === 410) return 'gone';
  if ([400, 413, 415, 422].includes(status)) return 'rejected';
  return status === 401 || status === 403 ? 'unauthorized' : 'retry';
}

const statuses = Array.from({ length: 500 }, (_, index) => 100 + index);

describe('the verdict on a webhook answer', () => {
  test.each(statuses.map((status): [number, string] => [status, verdictByContract(status)]))(
    'with status %d is %s',
    (status, kind) => {
      expect(verdictOf({ status }).kind).toBe(kind);
    },
  );

  test.each(
    statuses.filter((status) => !['delivered', 'gone'].includes(verdictByContract(status))).map((status) => [status]),
  )('with status %d has a reason that names the status', (status) => {
    expect(verdictOf({ status })).toHaveProperty('reason', `http-${status}`);
  });

  test('is delivered from 200 to 299 only', () => {
    expect([199, 200, 299, 300].map((status) => verdictOf({ status }).kind)).toEqual([
      'retry',
      'delivered',
      'delivered',
      'retry',
    ]);
  });

  test('allows three attempts for 401 and 403', () => {
    expect(MAX_UNAUTHORIZED_ATTEMPTS).toBe(3);
  });

  test.each([[301], [408], [429], [500], [503]])('with status %d keeps the value of Retry-After', (status) => {
    expect(verdictOf({ status, retryAfter: '120' })).toMatchObject({ kind: 'retry', retryAfter: '120' });
  });
});

const notEnabled = (state: string, workflow = '3f2a') => ({
  status: 400,
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: `Could not execute workflow '${workflow}' trigger 'manual' with state '${state}': trigger is not enabled.`,
});

describe('the verdict on a Power Automate error', () => {
  test.each<[rule: string, answer: Answer, kind: Verdict['kind']]>([
    ['404 WorkflowNotFound ends the subscription as gone', { status: 404, errorCode: 'WorkflowNotFound' }, 'gone'],
    [
      '404 WorkflowTriggerVersionNotFound ends the subscription as gone',
      { status: 404, errorCode: 'WorkflowTriggerVersionNotFound' },
      'gone',
    ],
    ['410 with any code ends the subscription as gone', { status: 410, errorCode: 'Whatever' }, 'gone'],
    ['400 WorkflowTriggerIsNotEnabled, state Deleted ends the subscription as gone', notEnabled('Deleted'), 'gone'],
    [
      '400 WorkflowTriggerIsNotEnabled, state Disabled makes the subscription dormant',
      notEnabled('Disabled'),
      'dormant',
    ],
    [
      '400 WorkflowTriggerIsNotEnabled, state Suspended makes the subscription dormant',
      notEnabled('Suspended'),
      'dormant',
    ],
    [
      "400 WorkflowTriggerIsNotEnabled, state Disabled, of a flow named 'state-deleted' makes the subscription dormant",
      notEnabled('Disabled', 'state-deleted'),
      'dormant',
    ],
    [
      '400 WorkflowTriggerIsNotEnabled, any other state is rejected without a retry',
      notEnabled('Completed'),
      'rejected',
    ],
    [
      '400 WorkflowTriggerIsNotEnabled without a state is rejected without a retry',
      { status: 400, errorCode: 'WorkflowTriggerIsNotEnabled' },
      'rejected',
    ],
    [
      '400 with another code is rejected without a retry',
      { status: 400, errorCode: 'InvalidRequestContent' },
      'rejected',
    ],
    ['400 WorkflowNotFound is rejected without a retry', { status: 400, errorCode: 'WorkflowNotFound' }, 'rejected'],
    ['404 with another code is retried', { status: 404, errorCode: 'NotFound' }, 'retry'],
    ['404 WorkflowTriggerIsNotEnabled, state Deleted is retried', { ...notEnabled('Deleted'), status: 404 }, 'retry'],
    ['500 WorkflowNotFound is retried', { status: 500, errorCode: 'WorkflowNotFound' }, 'retry'],
    ['200 WorkflowNotFound is delivered', { status: 200, errorCode: 'WorkflowNotFound' }, 'delivered'],
    [
      '401 DirectApiAuthorizationRequired gets three attempts as unauthorized',
      { status: 401, errorCode: 'DirectApiAuthorizationRequired' },
      'unauthorized',
    ],
  ])('follows the contract: %s', (_rule, answer, kind) => {
    expect(verdictOf(answer).kind).toBe(kind);
  });

  test('gives the dead-letter reasons gone and dormant', () => {
    expect(verdictOf(notEnabled('Deleted'))).toEqual({ kind: 'gone', reason: 'gone' });
    expect(verdictOf(notEnabled('Disabled'))).toEqual({ kind: 'dormant', reason: 'dormant' });
  });
});

describe('the verdict on an attempt without an answer', () => {
  test.each<['dns' | 'connect' | 'tls' | 'timeout' | 'reset']>([['dns'], ['connect'], ['tls'], ['timeout'], ['reset']])(
    'is a retry with the reason %s',
    (reason) => {
      expect(classify({ kind: 'failed', reason })).toEqual({ kind: 'retry', reason });
    },
  );

  test('is rejected for a refused address', () => {
    expect(classify({ kind: 'refused', reason: 'address-not-allowed' })).toEqual({
      kind: 'rejected',
      reason: 'address-not-allowed',
    });
  });
});
