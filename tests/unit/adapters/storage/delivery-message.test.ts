import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDeliveryMessage, writeDeliveryMessage } from '../../../../shared/adapters/storage/delivery-message.ts';
import { firingGroup, subscriptionSuffix, testGroup } from '../../../../shared/application/store/keys.ts';
import { fingerprint } from '../../../../shared/domain/fingerprint.ts';

const partition = fingerprint('contoso');
const group = '999999999998';
const [from, to] = [fingerprint('first'), fingerprint('last')];
const batch = { kind: 'deliver' as const, partition, topic: 'sources', group, from, to };

test('a delivery message is read as it was written', () => {
  const name = fc.string().map((text) => fingerprint(text));
  const topic = fc.oneof(
    fc.constantFrom('sources', 'refresh', 'unification'),
    name.map((text) => `segment-${text}`),
    name.map((text) => `measure-${text}`),
  );
  const group = fc.oneof(
    fc.integer({ min: 1 }).map(firingGroup),
    name.map((text) => testGroup(0, text)),
  );
  const suffix = fc.tuple(fc.option(fc.double({ noNaN: true }), { nil: undefined }), name);
  const suffixes = suffix.map(([threshold, id]) => subscriptionSuffix(threshold, id));
  const [deliverKind, releaseKind] = [fc.constant('deliver' as const), fc.constant('release' as const)];
  const deliver = fc.record({ kind: deliverKind, partition: name, topic, group, from: suffixes, to: suffixes });
  const release = fc.record({ kind: releaseKind, partition: name, topic, suffix: suffixes });
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
    ['a partition that is no environment', { ...batch, partition: 'environments' }],
    ['a topic of another form', { ...batch, topic: 'sources.x' }],
    ['a group that names a release', { ...batch, group: 'release' }],
    ['a start outside of the subscriptions', { ...batch, from: '' }],
    ['an end outside of the subscriptions', { ...batch, to: '~' }],
    ['a release of a subscription of another form', { kind: 'release', partition, topic: 'sources', suffix: 'nobody' }],
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
    partition,
    topic: `segment-${fingerprint('high-value')}`,
    group: testGroup(0, 'x'.repeat(64)),
    from: subscriptionSuffix(-1.5, from),
    to: subscriptionSuffix(1e300, to),
  };
  expect(writeDeliveryMessage(long).length).toBeLessThan(1_024);
});
