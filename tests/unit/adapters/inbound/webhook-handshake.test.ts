import { HttpRequest } from '@azure/functions';
import { expect, test } from '@jest/globals';
import { grantWebhook } from '../../../../shared/adapters/inbound/webhook-handshake.ts';

const answerTo = async (headers: Record<string, string>) => {
  const request = new HttpRequest({ method: 'OPTIONS', url: 'https://app.example/api/events/refresh-status', headers });
  return Object.fromEntries(new Headers((await grantWebhook(request)).headers));
};

test('a sender of CloudEvents that names its origin is granted that origin, at any rate', async () => {
  expect(await answerTo({ 'webhook-request-origin': 'eventgrid.azure.net', 'webhook-request-rate': '120' })).toEqual({
    allow: 'POST, OPTIONS',
    'webhook-allowed-origin': 'eventgrid.azure.net',
    'webhook-allowed-rate': '*',
  });
});

test('a request without the name of an origin is granted nothing', async () => {
  expect(await answerTo({ 'webhook-request-rate': '120' })).toEqual({ allow: 'POST, OPTIONS' });
});
