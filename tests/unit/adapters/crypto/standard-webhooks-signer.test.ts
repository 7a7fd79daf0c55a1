import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { standardWebhooksSigner } from '../../../../shared/adapters/crypto/standard-webhooks-signer.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const message = { id: 'msg_1', sentAt: Date.now(), body: '{"value":1203,"segmentName":"Großkunden 🎯"}' };

function headersOf({ id, sentAt }: typeof message, signature: string) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt / 1000)),
    'webhook-signature': signature,
  };
}

/** The signature by the specification: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
function specifiedSignature(key: string, { id, sentAt, body }: typeof message): string {
  const hmac = createHmac('sha256', Buffer.from(key.replace(/^whsec_/, ''), 'base64'));
  return `v1,${hmac.update(`${id}.${Math.floor(sentAt / 1000)}.${body}`, 'utf8').digest('base64')}`;
}

test('the webhook signature equals the example of the Standard Webhooks specification', () => {
  const signature = standardWebhooksSigner.sign('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    sentAt: 1_614_265_330_000,
    body: '{"test": 2432232314}',
  });
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

describe('the Standard Webhooks library', () => {
  const receiver = new Webhook(secret);
  const signature = standardWebhooksSigner.sign(secret, message);

  test('accepts the signature of a webhook', () => {
    expect(receiver.verify(message.body, headersOf(message, signature))).toEqual(JSON.parse(message.body));
  });

  test.each<[rule: string, body: string, headers: Partial<ReturnType<typeof headersOf>>]>([
    ['another body', message.body.replace('1203', '1204'), {}],
    ['one more space', `${message.body} `, {}],
    ['another id', message.body, { 'webhook-id': 'msg_2' }],
    ['another time', message.body, { 'webhook-timestamp': String(Math.floor(message.sentAt / 1000) + 1) }],
    ['an empty signature header', message.body, { 'webhook-signature': '' }],
  ])('rejects the signature for %s', (_rule, body, headers) => {
    expect(() => receiver.verify(body, { ...headersOf(message, signature), ...headers })).toThrow();
  });

  test('rejects the signature of another secret', () => {
    const other = standardWebhooksSigner.sign(`whsec_${randomBytes(32).toString('base64')}`, message);
    expect(() => receiver.verify(message.body, headersOf(message, other))).toThrow();
  });
});

test('the webhook signature is the HMAC of id, timestamp and body for every message', () => {
  const messages = fc.record({
    id: fc.stringMatching(/^[\w-]{1,40}$/),
    sentAt: fc.integer({ min: 0, max: 4_102_444_800_000 }),
    body: fc.string({ unit: 'grapheme' }),
  });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), messages, (bytes, one) => {
      const key = `whsec_${Buffer.from(bytes).toString('base64')}`;
      expect(standardWebhooksSigner.sign(key, one)).toBe(specifiedSignature(key, one));
    }),
  );
});

test.each<[rule: string, later: number, same: boolean]>([
  ['is the same within a second', 999, true],
  ['differs in the next second', 1_000, false],
])('the webhook signature counts time in whole seconds and %s', (_rule, later, same) => {
  const at = (sentAt: number) => standardWebhooksSigner.sign(secret, { ...message, sentAt });
  expect(at(1_764_900_000_000 + later) === at(1_764_900_000_000)).toBe(same);
});
