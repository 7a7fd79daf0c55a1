import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDeliveryMessage, writeDeliveryMessage } from '../../../shared/adapters/storage/delivery-message.ts';

const batch = { kind: 'deliver' as const, partition: 'p', topic: 't', group: 'g', from: 'a', to: 'b' };

test('what is written is what is read', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' });
  const deliver = fc.record({
    kind: fc.constant('deliver' as const),
    partition: text,
    topic: text,
    group: text,
    from: fc.string(),
    to: fc.string(),
  });
  const release = fc.record({ kind: fc.constant('release' as const), partition: text, topic: text, suffix: text });
  fc.assert(
    fc.property(fc.oneof(deliver, release), (one) => {
      expect(readDeliveryMessage(JSON.parse(writeDeliveryMessage(one)))).toEqual(one);
    }),
  );
});

describe('a message that can never be read is refused', () => {
  test.each<[rule: string, message: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text, as the host gives what is no JSON', 'not JSON'],
    ['an empty text', ''],
    ['a number', 7],
    ['an array', [batch]],
    ['an empty object', {}],
    ['no kind', { ...batch, kind: undefined }],
    ['a kind that is not known', { ...batch, kind: 'remove' }],
    ['no partition', { ...batch, partition: undefined }],
    ['no topic', { ...batch, topic: undefined }],
    ['no group', { ...batch, group: undefined }],
    ['no start', { ...batch, from: undefined }],
    ['no end', { ...batch, to: undefined }],
    ['an empty partition', { ...batch, partition: '' }],
    ['an empty topic', { ...batch, topic: '' }],
    ['an empty group', { ...batch, group: '' }],
    ['a number where a text belongs', { ...batch, group: 7 }],
    ['null where a text belongs', { ...batch, to: null }],
  ])('%s', (_rule, message) => {
    expect(() => readDeliveryMessage(message)).toThrow();
  });
});

test('fields that are not known are passed over', () => {
  expect(readDeliveryMessage({ ...batch, url: 'https://a.test/' })).toEqual(batch);
});

test('a message is a few hundred bytes at most, far from the limit of a queue', () => {
  const long = {
    kind: 'deliver' as const,
    partition: 'p'.repeat(64),
    topic: 't'.repeat(64),
    group: 'g'.repeat(64),
    from: 'f'.repeat(64),
    to: 't'.repeat(64),
  };
  expect(writeDeliveryMessage(long).length).toBeLessThan(1_024);
});
