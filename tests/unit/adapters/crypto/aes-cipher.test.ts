import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createAesCipher } from '../../../../shared/adapters/crypto/aes-cipher.ts';

const key = randomBytes(32);
const cipher = createAesCipher([key]);
const URL_TEXT = 'https://prod-1.logic.azure.com/workflows/1?sig=my-secret-signature';

function flipBit(sealed: string, bit: number): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const index = Math.floor(bit / 8) % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << (bit % 8)), index);
  return bytes.toString('base64url');
}

test('a sealed text opens again for every text and context', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (plain, context) => {
      expect(cipher.open(cipher.seal(plain, context), context)).toBe(plain);
    }),
  );
});

test('a sealed text opens in its own context only', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (plain, context, other) => {
      fc.pre(context !== other);
      expect(() => cipher.open(cipher.seal(plain, context), other)).toThrow();
    }),
  );
});

test('a sealed text does not open after any of its bits was changed', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(10_000), (plain, bit) => {
      expect(() => cipher.open(flipBit(cipher.seal(plain, 'row'), bit), 'row')).toThrow();
    }),
    { numRuns: 500 },
  );
});

test('a sealed text does not open when bytes were cut off or added', () => {
  const sealed = Buffer.from(cipher.seal(URL_TEXT, 'row'), 'base64url');
  for (let length = 0; length < sealed.length; length++) {
    expect(() => cipher.open(sealed.subarray(0, length).toString('base64url'), 'row')).toThrow();
  }
  expect(() => cipher.open(Buffer.concat([sealed, Buffer.of(0)]).toString('base64url'), 'row')).toThrow();
});

test('sealing the same text twice gives different results that share only the key id', () => {
  const [first, second] = [cipher.seal(URL_TEXT, 'row'), cipher.seal(URL_TEXT, 'row')].map((sealed) =>
    Buffer.from(sealed, 'base64url'),
  );
  expect(first?.subarray(0, 4)).toEqual(second?.subarray(0, 4));
  expect(first?.subarray(4, 16)).not.toEqual(second?.subarray(4, 16));
  expect(first?.subarray(32)).not.toEqual(second?.subarray(32));
});

test('a sealed text contains no part of the text, the context or the key', () => {
  const bytes = Buffer.from(cipher.seal(URL_TEXT, 'callback|sub-1'), 'base64url');
  for (const secret of [URL_TEXT, 'my-secret', 'https', 'callback', 'sub-1'])
    expect(bytes.includes(secret)).toBe(false);
  for (let start = 0; start <= key.length - 4; start++)
    expect(bytes.includes(key.subarray(start, start + 4))).toBe(false);
});

test('a sealed text is base64url', () => {
  expect(cipher.seal(URL_TEXT, 'row')).toMatch(/^[\w-]+$/);
});

describe('key rotation', () => {
  const previous = randomBytes(32);
  const rotated = createAesCipher([key, previous]);
  const before = createAesCipher([previous]);

  test('opens texts that were sealed with the previous key', () => {
    expect(rotated.open(before.seal(URL_TEXT, 'row'), 'row')).toBe(URL_TEXT);
  });

  test('seals with the new key', () => {
    const sealed = rotated.seal(URL_TEXT, 'row');
    expect(cipher.open(sealed, 'row')).toBe(URL_TEXT);
    expect(() => before.open(sealed, 'row')).toThrow();
  });

  test.each<[rule: string, sealed: string]>([
    ['a text of another key', createAesCipher([randomBytes(32)]).seal(URL_TEXT, 'row')],
    ['an empty text', ''],
    ['a text too short to hold a key id', 'AAAA'],
  ])('reports an unknown key by naming the settings and no secret: %s', (_rule, sealed) => {
    let message = '';
    try {
      rotated.open(sealed, 'row');
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/SECRETS_KEY.*SECRETS_KEY_PREVIOUS/);
    expect(message).not.toContain('my-secret');
    for (const secret of [key, previous]) expect(message).not.toContain(secret.toString('base64'));
  });
});
