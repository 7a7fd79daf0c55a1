import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { reportingAction } from '../../../../shared/adapters/inbound/operator-actions.ts';
import type { LogLine } from '../../../../shared/contract/telemetry.ts';

let reported: LogLine[];

beforeEach(() => {
  reported = [];
});

/** Calls a function whose handler responds like this, and returns the response. */
function call(functionName: string, method: string, response: HttpResponseInit | undefined) {
  const params = { id: 's-1', notificationId: 'n-1' };
  const input = new HttpRequest({ method, url: 'https://contoso.example/api/x?token=hush', params });
  const report = (line: LogLine) => void reported.push(line);
  return reportingAction(
    () => report,
    { input, context: { functionName } },
    async () => response,
  );
}

describe('a call by an operator', () => {
  test('that changes something is reported with what the path names, and how it ended', async () => {
    const response = { status: 202, jsonBody: { count: 1 } };
    expect(await call('delivery-redeliver', 'POST', response)).toBe(response);
    expect(reported).toEqual([
      {
        name: 'OperatorAction',
        action: 'delivery-redeliver',
        target: { id: 's-1', notificationId: 'n-1' },
        status: 202,
        reason: undefined,
        milliseconds: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(reported)).not.toContain('hush');
  });

  test('that is refused is reported with the code of the error', async () => {
    await call('dead-letter-redrive', 'POST', { status: 409, jsonBody: { error: { code: 'not-redrivable' } } });
    expect(reported).toMatchObject([{ status: 409, reason: 'not-redrivable' }]);
  });

  test.each<[rule: string, name: string, method: string]>([
    ['that reads', 'subscription-get', 'GET'],
    ['that asks for headers', 'subscription-get', 'HEAD'],
    ['of a producer', 'refresh-status-events', 'POST'],
    ['that explains', 'metric-change-explain', 'POST'],
    ['of a subscriber', 'subscription-delete', 'DELETE'],
  ])('is told from one %s, which is not reported', async (_rule, name, method) => {
    await call(name, method, { status: 200 });
    expect(reported).toEqual([]);
  });

  test('is told from a message, which is not reported', async () => {
    const context = { functionName: 'refresh-status-queue' };
    await reportingAction(
      () => (line) => void reported.push(line),
      { input: {}, context },
      async () => undefined,
    );
    expect(reported).toEqual([]);
  });
});
