import { describe, expect, test } from '@jest/globals';
import { failureReason } from '../../../../shared/adapters/http/network-failure.ts';

describe('the failure reason of an attempt', () => {
  test.each<[code: string, reason: string]>([
    ['ABORT_ERR', 'timeout'],
    ['ETIMEDOUT', 'timeout'],
    ['ENOTFOUND', 'dns'],
    ['ENODATA', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['EAI_FAIL', 'dns'],
    ['EAI_NODATA', 'dns'],
    ['ESERVFAIL', 'dns'],
    ['EREFUSED', 'dns'],
    ['ECONNREFUSED', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ENETUNREACH', 'connect'],
    ['EADDRNOTAVAIL', 'connect'],
    ['EMFILE', 'connect'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['HPE_INVALID_CONSTANT', 'reset'],
    ['HPE_HEADER_OVERFLOW', 'reset'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['CERT_NOT_YET_VALID', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
    ['HOSTNAME_MISMATCH', 'tls'],
    ['UNKNOWN_CODE', 'connect'],
    ['XECONNRESET', 'connect'],
    ['ECONNRESETX', 'connect'],
  ])('for the error code %s is %s', (code, reason) => {
    expect(failureReason(Object.assign(new Error('detail'), { code }))).toBe(reason);
  });

  test.each<[rule: string, error: Error]>([
    ['an error without a code', new Error('ENOTFOUND')],
    ['an error whose code is not text', Object.assign(new Error(), { code: 104 })],
  ])('is connect for %s', (_rule, error) => {
    expect(failureReason(error)).toBe('connect');
  });

  test('comes from the code of the AggregateError when several addresses failed', () => {
    const refusals = [new Error('first'), new Error('second')];
    expect(failureReason(Object.assign(new AggregateError(refusals), { code: 'ECONNREFUSED' }))).toBe('connect');
    expect(failureReason(Object.assign(new AggregateError(refusals), { code: 'ETIMEDOUT' }))).toBe('timeout');
  });

  test('is timeout when the abort signal ended the attempt', () => {
    expect(failureReason(Object.assign(new Error('aborted'), { name: 'AbortError', code: 'ABORT_ERR' }))).toBe(
      'timeout',
    );
  });
});
