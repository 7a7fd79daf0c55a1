import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDeliveryMessage, writeDeliveryMessage } from '../../../../shared/adapters/storage/delivery-message.ts';

const batch = { kind: 'deliver' as const, partition: 'p', topic: 't', group: 'g', from: 'a', to: 'b' };

test('a delivery message is read as it was written', () => {
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

describe('a delivery message is rejected when it is', () => {
  test.each<[rule: string, message: unknown]>([
    ['absent', undefined],
    ['null', null],
    ['text that is not JSON', 'not JSON'],
    ['an empty text', ''],
    ['a number', 7],
    ['an array', [batch]],
    ['an empty object', {}],
    ['without a kind', { ...batch, kind: undefined }],
    ['of an unknown kind', { ...batch, kind: 'remove' }],
    ['an object without a partition', { ...batch, partition: undefined }],
    ['an object without a topic', { ...batch, topic: undefined }],
    ['an object without a group', { ...batch, group: undefined }],
    ['an object without a start', { ...batch, from: undefined }],
    ['an object without an end', { ...batch, to: undefined }],
    ['an object with an empty partition', { ...batch, partition: '' }],
    ['an object with an empty topic', { ...batch, topic: '' }],
    ['an object with an empty group', { ...batch, group: '' }],
    ['an object with a number as its group', { ...batch, group: 7 }],
    ['an object with null as its end', { ...batch, to: null }],
  ])('%s', (_rule, message) => {
    expect(() => readDeliveryMessage(message)).toThrow();
  });
});

test('a delivery message may have unknown fields, which are ignored', () => {
  expect(readDeliveryMessage({ ...batch, url: 'https://a.test/' })).toEqual(batch);
});

test('a delivery message stays below 1 KiB, far from the limit of a queue', () => {
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
