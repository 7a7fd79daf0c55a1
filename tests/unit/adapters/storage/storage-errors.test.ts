import { describe, expect, test } from '@jest/globals';
import { withStorage } from '../../../../shared/adapters/storage/errors.ts';
import { ConflictError, StorageUnavailableError } from '../../../../shared/application/errors.ts';

const answered = (statusCode: number, code?: string) =>
  Object.assign(new Error(`status ${statusCode}`), { statusCode, code });
const network = (code: string) => Object.assign(new Error(code), { code });

describe('a fault of the storage may pass when it is', () => {
  test.each<[fault: string, fault: unknown]>([
    ['a refused connection', network('ECONNREFUSED')],
    ['a reset', network('ECONNRESET')],
    ['a name that does not resolve', network('ENOTFOUND')],
    ['an aborted request', Object.assign(new Error('aborted'), { name: 'AbortError' })],
    ['a timeout of the service (408)', answered(408)],
    ['throttling (429)', answered(429)],
    ['an internal error (500)', answered(500)],
    ['a busy server (503)', answered(503, 'ServerBusy')],
    ['a key that is refused, as during a rotation (403)', answered(403, 'AuthenticationFailed')],
    ['an account that is not reachable yet (401)', answered(401)],
  ])('%s', async (_fault, fault) => {
    await expect(withStorage(() => Promise.reject(fault))).rejects.toThrow(StorageUnavailableError);
  });
});

describe('a fault of the storage is thrown as it is when it is', () => {
  test.each<[fault: string, fault: unknown]>([
    ['a conflict', new ConflictError()],
    ['a request that is wrong (400)', answered(400)],
    ['a row that is too large (413)', answered(413)],
    ['a row that is missing (404)', answered(404)],
    ['a bug', new TypeError('x is not a function')],
  ])('%s', async (_fault, fault) => {
    await expect(withStorage(() => Promise.reject(fault))).rejects.toBe(fault);
  });
});
